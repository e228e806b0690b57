/* Read from a USB stick (file:), a link to a folder would show its list of files: lead it to the folder's index.html. */
(function () {
  'use strict';
  if (location.protocol === 'file:') {
    var complete = function (address) {
      var parts = /^([^?#]*\/)([?#].*)?$/.exec(address);
      return parts ? parts[1] + 'index.html' + (parts[2] || '') : address;
    };
    document.addEventListener('click', function (event) {
      var link = event.target.closest && event.target.closest('a[href]');
      if (link && link.protocol === 'file:') link.href = complete(link.href);
    }, true);
    document.addEventListener('submit', function (event) {
      if (event.target.action) event.target.action = complete(event.target.action);
    }, true);
  }
  /* The menu of languages closes with Escape and when the reader goes elsewhere. */
  var menu = document.querySelector('.kb-languages');
  if (!menu) return;
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('click', function (event) {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
})();
