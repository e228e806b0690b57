/* Lead the reader to the language that the browser asks for; without JavaScript the list stays. */
(function () {
  'use strict';
  var links = {};
  document.querySelectorAll('a[hreflang]').forEach(function (link) { links[link.hreflang] = link; });
  var asked = (navigator.languages || [navigator.language]).map(function (code) { return code.toLowerCase().split('-')[0]; });
  var alias = { tl: 'fil', 'in': 'id' };
  for (var i = 0; i < asked.length; i++) {
    var link = links[alias[asked[i]] || asked[i]];
    if (link) {
      location.replace(link.href + (location.protocol === 'file:' ? 'index.html' : ''));
      return;
    }
  }
})();
