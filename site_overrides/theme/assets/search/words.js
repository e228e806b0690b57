/* The words offered below the search box: earlier searches, kept on this device only, and words of the vocabularies. The pattern is the
   combobox with a list of the ARIA Authoring Practices Guide: the focus stays in the box, aria-activedescendant tells which is chosen. */
(function (global) {
  'use strict';
  var T = global.kbTokenize, KEY = 'kb-recent', MOST = 8;

  function recent() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY) || '[]');
      return Array.isArray(kept) ? kept.filter(word => typeof word === 'string').slice(0, MOST) : [];
    } catch (error) { return []; }
  }

  function keep(words) {
    try {
      if (words.length) localStorage.setItem(KEY, JSON.stringify(words.slice(0, MOST))); else localStorage.removeItem(KEY);
    } catch (error) { /* no storage: nothing is kept */ }
  }

  function plain(text) { return T.fold(T.normalise(text)).trim(); }

  /* What is offered for what was typed: earlier searches first, then words that begin so, then words in which it stands. */
  function offers(typed, words) {
    var wanted = plain(typed), earlier = recent();
    if (!wanted) return earlier.map(word => { return { text: word, recent: true }; });
    function ranked(list) {
      return list.map(word => { return { word, at: plain(word).indexOf(wanted) }; })
        .filter(found => found.at >= 0 && plain(found.word) !== wanted)
        .sort((a, b) => (a.at > 0) - (b.at > 0));
    }
    var found = ranked(earlier).map(f => { return { text: f.word, recent: true }; });
    ranked(words).forEach(f => {
      if (!found.some(other => other.text === f.word)) found.push({ text: f.word, recent: false });
    });
    return found.slice(0, MOST);
  }

  /* Offers words below `box`; `choose` is called with the one that was chosen. */
  function attach(box, list, strings, choose) {
    var shown = [], active = -1;

    function close() {
      list.hidden = true;
      active = -1;
      box.setAttribute('aria-expanded', 'false');
      box.removeAttribute('aria-activedescendant');
    }

    function mark(number) {
      active = number;
      Array.from(list.children).forEach((option, i) => { option.setAttribute('aria-selected', String(i === active)); });
      if (active < 0) return box.removeAttribute('aria-activedescendant');
      box.setAttribute('aria-activedescendant', list.children[active].id);
      return list.children[active].scrollIntoView({ block: 'nearest' });
    }

    function open() {
      shown = offers(box.value, strings.words);
      if (!shown.length) return close();
      list.replaceChildren.apply(list, shown.map((offer, i) => {
        var option = document.createElement('li'), note = document.createElement('small');
        option.id = 'search-word-' + i;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = offer.text + ' ';
        note.textContent = offer.recent ? strings.recent : '';
        option.append(note);
        option.addEventListener('mousedown', event => {
          event.preventDefault();
          take(offer.text);
        });
        return option;
      }));
      list.hidden = false;
      active = -1;
      return box.setAttribute('aria-expanded', 'true');
    }

    function take(text) {
      box.value = text;
      close();
      choose(text);
    }

    box.addEventListener('input', open);
    box.addEventListener('focus', () => { if (!box.value) open(); });
    box.addEventListener('blur', close);
    box.addEventListener('keydown', event => {
      if (event.isComposing) return;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (list.hidden) return open();
        var count = shown.length + 1, step = event.key === 'ArrowDown' ? 1 : -1;
        mark((active + 1 + step + count) % count - 1);
      } else if (event.key === 'Enter' && active >= 0) {
        event.preventDefault();
        take(shown[active].text);
      } else if (event.key === 'Enter') {
        close();
      }
      return undefined;
    });
  }

  global.kbWords = {
    attach,
    recent,
    remember: query => {
      var words = query.trim();
      if (words) keep([words].concat(recent().filter(other => other !== words)));
    },
    forget: () => { keep([]); }
  };
})(window);
