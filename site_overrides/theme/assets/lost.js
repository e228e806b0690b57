/* The page for addresses that lead nowhere: the language of the address, or else of the browser, stands first, and the header speaks it.
   Without JavaScript all languages stand in their order. */
(function () {
  'use strict';
  var list = document.getElementById('lost'), cards = {};
  Array.prototype.forEach.call(list.children, function (card) { cards[card.lang] = card; });
  var asked = location.pathname.split('/').concat((navigator.languages || [navigator.language]).map(function (code) {
    return { tl: 'fil', 'in': 'id' }[code.split('-')[0]] || code.split('-')[0];
  }));
  var card = cards[asked.filter(function (code) { return cards.hasOwnProperty(code); })[0]];
  if (!card) return;
  var links = card.querySelectorAll('a'), title = card.querySelector('h2').textContent, name = links[0].dataset.name, word = links[1].textContent;
  var form = document.querySelector('form'), home = document.querySelector('.kb-wordmark');
  list.insertBefore(card, list.firstChild);
  document.documentElement.lang = card.lang;
  document.title = title + ' \u2013 ' + name;
  document.querySelector('h1').textContent = title;
  home.href = links[0].href;
  home.querySelector('span').textContent = name;
  form.action = links[1].href;
  form.elements.q.placeholder = form.querySelector('label').textContent = form.querySelector('button').textContent = word;
})();
