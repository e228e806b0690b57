/* The page that puts cases side by side. What is chosen stands in the address; what is shown comes from the files below compare/, loaded
   by script elements, so that it works from a USB stick (file:), too. builder/pages/comparison.py says what they hold. */
(function (global) {
  'use strict';
  var form = document.getElementById('compare-form');
  if (!form) return;
  var told = JSON.parse(document.getElementById('compare-data').textContent), strings = told.strings, words = told.words;
  var status = document.getElementById('compare-status'), result = document.getElementById('compare-result');
  var ASKED = ['cost', 'evidence', 'challenges', 'transfer'];  /* shown although no case says it: that, too, is an answer */
  var chooser = document.getElementById('compare-choose'), filter = document.getElementById('compare-filter'), list = document.getElementById('compare-list');
  var language = form.dataset.language, root = form.dataset.root, SHOWN = 40;
  var see = document.getElementById('compare-see'), only = document.getElementById('compare-only'), differing = only.querySelector('input');
  var narrow = global.matchMedia('screen and (max-width: 48rem)'), LONG = 400;  /* letters of a row that is folded there; tools.css has the same width */
  var loads = {}, waiting = {}, languages = {}, chosen = [], opened = {}, names = null, asked = 0;

  var policy = global.trustedTypes && global.trustedTypes.createPolicy('kb-compare', {
    createScriptURL: url => {
      if (!/^(\.\.?\/)*compare\/[a-z]{2,3}\/[a-z0-9-]+\.js$/.test(url)) throw new TypeError(url);
      return url;
    }
  });

  global.kbCompare = (name, data) => { if (waiting[name]) waiting[name](data); };

  function load(code, name) {
    return loads[name] || (loads[name] = new Promise((resolve, reject) => {
      var script = document.createElement('script'), path = root + 'compare/' + code + '/' + name + '.js';
      waiting[name] = resolve;
      script.onload = () => { script.remove(); };
      script.onerror = () => { delete loads[name]; script.remove(); reject(new Error(name)); };
      script.src = policy ? policy.createScriptURL(path) : path;
      document.head.appendChild(script);
    }));
  }

  function element(name, className, ...content) {
    var made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function inLanguage(made, code) {
    if (code && code !== language) made.lang = code;
    return made;
  }

  function fill(text, values) { return text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all); }

  /* ---- the table. Its roles are written out: laid out as blocks on a small screen, it would not be a table any more */

  function cell(name, role, ...content) {
    var made = element(name, '', ...content);
    made.setAttribute('role', role);
    return made;
  }

  function part(piece, code) {
    if (typeof piece === 'string') return inLanguage(element('span', '', piece), code);
    if (piece.length > 1) return inLanguage(element('span', '', piece[0]), piece[1]);
    return piece[0] in words ? words[piece[0]] : piece[0];
  }

  function caseLink(about, hash) {
    var link = inLanguage(element('a'), about.lang);
    link.href = root + language + '/' + about.url + (hash || '');
    return link;
  }

  function value(about, field) {
    var lines = about.cells[field], made = cell('td', 'cell', inLanguage(element('span', 'kb-compare__case', about.name), about.lang));
    if (!lines) made.append(element('span', 'kb-note', strings.unsaid));
    else if (field === 'sources') {
      var link = caseLink(about, '#sources');
      link.lang = language;
      link.append(part(lines[0][0], language));
      made.append(link);
    } else {
      var all = element('ul', 'kb-plain');
      all.append(...lines.map(line => element('li', '', ...line.map(piece => part(piece, about.lang)))));
      made.append(all);
    }
    return made;
  }

  function head(about, id) {
    var link = caseLink(about), remove = element('button', '', strings.remove + ' ', inLanguage(element('span', 'kb-hidden', about.title), about.lang));
    link.append(about.name);
    remove.type = 'button';
    remove.onclick = () => {
      change(chosen.filter(other => other !== id));
      status.focus();
    };
    var made = cell('th', 'columnheader', link), note = element('p', 'kb-note', words['places/' + about.place]);
    made.scope = 'col';
    if (about.lang !== language) note.append(' (' + words['in/' + about.lang] + ')');
    note.append(' ', remove);
    made.append(note);
    return made;
  }

  /* On a small screen a long row opens when its title is pressed. */
  function row(field, cases) {
    var title = cell('th', 'rowheader', field[1]), made = cell('tr', 'row', title);
    title.scope = 'row';
    made.id = 'row-' + field[0];
    made.append(...cases.map(about => value(about, field[0])));
    if (narrow.matches && made.textContent.length > LONG) {
      var button = element('button', '', field[1]);
      button.type = 'button';
      button.onclick = () => { open(made, button.getAttribute('aria-expanded') !== 'true'); };
      title.replaceChildren(button);
      open(made, opened[field[0]]);
    }
    return made;
  }

  function open(made, wanted) {
    var button = made.querySelector('th button');
    if (!button) return;
    opened[made.id.slice(4)] = !!wanted;
    made.classList.toggle('kb-compare--closed', !wanted);
    button.setAttribute('aria-expanded', String(!!wanted));
  }

  function differ(field, cases) {
    var first = JSON.stringify(cases[0].cells[field]);
    return cases.some(about => JSON.stringify(about.cells[field]) !== first);
  }

  function table(cases, fields) {
    var corner = cell('th', 'columnheader', strings.what), first = cell('tr', 'row', corner);
    corner.scope = 'col';
    first.append(...cases.map((about, i) => head(about, chosen[i])));
    var made = cell('table', 'table', cell('thead', 'rowgroup', first), cell('tbody', 'rowgroup', ...fields.map(field => row(field, cases))));
    made.className = 'kb-compare kb-compare--' + cases.length;
    made.setAttribute('aria-labelledby', 'compare-title');
    return made;
  }

  function jumps(fields) {
    var made = element('nav', 'kb-toc', element('ul', '', ...fields.map(field => {
      var link = element('a', '', field[1]);
      link.href = '#row-' + field[0];
      link.onclick = () => { open(document.getElementById('row-' + field[0]), true); };
      return element('li', '', link);
    })));
    made.setAttribute('aria-label', strings.rows);
    return made;
  }

  function comparison(cases) {
    if (!cases.length) return [];
    var all = told.fields.filter(field => ASKED.indexOf(field[0]) >= 0 || cases.some(about => about.cells[field[0]]));
    var fields = cases.length > 1 && differing.checked ? all.filter(field => differ(field[0], cases)) : all;
    return [jumps(fields), table(cases, fields), ...(told.address ? [element('p', 'kb-on-paper', told.address + location.search)] : [])];
  }

  /* ---- the state: in the address */

  function remember() {
    var query = new URLSearchParams(chosen.map(id => ['case', id])).toString();
    try {
      history.replaceState(null, '', query ? '?' + query : location.pathname);
    } catch (error) { /* an old browser on file: */ }
    document.querySelectorAll('header a[hreflang]').forEach(link => { link.search = query; });
  }

  function say(more) {
    var text = fill(strings.chosen, { count: chosen.length, most: told.most });
    status.textContent = (chosen.length < 2 ? text + ' ' + strings.start : text) + (more ? ' ' + more : '');
  }

  function change(ids, more) {
    chosen = ids;
    remember();
    list.querySelectorAll('input').forEach(box => { box.checked = chosen.includes(box.value); });
    return show(more);
  }

  /* Every choice has a number; what is loaded for any but the last is dropped. */
  function show(more) {
    var number = ++asked;
    return Promise.all(chosen.map(id => load(languages[id], id))).then(cases => {
      if (number !== asked) return;
      result.replaceChildren(...comparison(cases));
      only.hidden = cases.length < 2;
      offerView();
      say(more);
    }).catch(() => { if (number === asked) say(strings.failed); });
  }

  /* ---- the chooser. What stands below it may be far off: a button leads there */

  function offerView() { see.hidden = !chooser.open || chosen.length < 2; }

  function view() {
    chooser.open = false;
    result.focus({ preventScroll: true });
    result.scrollIntoView();
  }

  function plain(text) { return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd'); }

  function option(entry) {
    var box = element('input'), name = inLanguage(element('span', '', entry[1]), entry[3]);
    box.type = 'checkbox';
    box.value = entry[0];
    box.checked = chosen.includes(entry[0]);
    return element('label', '', box, ' ', element('span', '', name, ' ', element('span', 'kb-note', words['places/' + entry[2]])));
  }

  function offer() {
    var wanted = plain(filter.value).split(/\s+/).filter(Boolean);
    var found = names.filter(entry => wanted.every(word => entry[4].includes(word)));
    list.replaceChildren(...found.slice(0, SHOWN).map(option));
    if (found.length > SHOWN) list.append(element('p', 'kb-note', fill(strings.more, { count: found.length - SHOWN })));
    if (!found.length) list.append(element('p', '', strings.none));
  }

  function toggled() {
    offerView();
    if (!chooser.open || names) return;
    load(language, 'cases').then(entries => {
      names = entries.map(e => [e[0], e[1], e[2], e[3], plain(e[1] + ' ' + words['places/' + e[2]] + ' ' + e[0])]);
      offer();
    }).catch(() => { say(strings.failed); });
  }

  function chose(event) {
    var id = event.target.value, others = chosen.filter(other => other !== id);
    if (event.target.type !== 'checkbox') return;
    if (!event.target.checked) change(others);
    else if (others.length < told.most) change(others.concat(id));
    else {
      event.target.checked = false;
      say(fill(strings.full, { most: told.most }));
    }
  }

  function has(map, id) { return Object.prototype.hasOwnProperty.call(map, id); }

  Object.keys(told.texts).forEach(code => { told.texts[code].split(' ').forEach(id => { languages[id] = code; }); });
  var given = new URLSearchParams(location.search).getAll('case').map(id => has(told.moved, id) ? told.moved[id] : id);
  var known = given.filter((id, i) => has(languages, id) && given.indexOf(id) === i), unknown = given.filter(id => !has(languages, id));
  form.hidden = false;
  form.addEventListener('submit', event => { event.preventDefault(); });
  filter.addEventListener('input', () => { if (names) offer(); });
  list.addEventListener('change', chose);
  differing.addEventListener('change', () => { show(); });
  narrow.addEventListener('change', () => { show(); });
  see.addEventListener('click', view);
  chooser.addEventListener('toggle', toggled);
  chooser.open = known.length < 2;
  change(known.slice(0, told.most), unknown.length ? fill(strings.missing, { id: unknown.join(', ') }) : '');
})(window);
