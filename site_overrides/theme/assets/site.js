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
  /* What is reached by Tab in a part that scrolls sideways is brought into it whole; browsers leave it cut where a corner shows. */
  document.addEventListener('focusin', function (event) {
    if (event.target.closest('.kb-scroll, .kb-toc')) event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  /* A menu closes with Escape, and when the reader goes elsewhere. */
  function close(menu, focus) {
    menu.open = false;
    if (focus) menu.querySelector('summary').focus();
  }
  Array.prototype.forEach.call(document.querySelectorAll('.kb-header details'), function (menu) {
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && menu.open) close(menu, true);
    });
    ['click', 'focusin'].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        if (menu.open && !menu.contains(event.target)) close(menu, false);
      });
    });
  });
})();
