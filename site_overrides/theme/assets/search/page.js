/* The search page: results as the reader types, filters with counts, the whole state in the address. Text is only ever set as text. */
(function () {
  'use strict';
  var form = document.querySelector('.kb-search');
  if (!form) return;
  var strings = JSON.parse(document.getElementById('search-strings').textContent);
  var status = document.getElementById('search-status');
  var list = document.getElementById('search-results');
  var language = form.dataset.language, root = form.dataset.root;
  var FACETS = ['area', 'country', 'language'], SIZE = 20, DELAY = 120;
  var engine = window.kbEngine, index = null, asked = 0, timer = 0;
  var labels = {};

  engine.setRoot(root);
  FACETS.forEach(function (name) {
    labels[name] = Array.from(form.elements[name].options).map(function (option) { return option.textContent; });
  });

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* Put a text with its marks into an element. */
  function marked(parent, shown) {
    var at = 0;
    shown.marks.forEach(function (mark) {
      if (mark[0] < at) return;
      parent.append(shown.text.slice(at, mark[0]), element('mark', '', shown.text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    parent.append(shown.text.slice(at));
    return parent;
  }

  function item(found) {
    var about = found.about, foreign = about.lang !== language;
    var entry = element('li'), head = element('p'), link = element('a'), more = element('p', 'kb-meta'), text = element('p');
    link.href = root + about.url;
    if (foreign) link.lang = link.hreflang = text.lang = about.lang;
    head.append(element('span', 'kb-kind', about['case'] === undefined ? strings['case'] : strings.lesson), ' ', marked(link, found.heading));
    marked(text, found.excerpt);
    if (about['case'] !== undefined) {
      var name = element('span', '', about['case']);
      if (foreign) name.lang = about.lang;
      more.append(name, ' · ');
    }
    more.append(about.countries.slice(0, 3).map(function (c) { return strings.countries[c] || strings.countries[c.toUpperCase()] || c; }).join(', '));
    more.append(' · ', about.areas.map(function (a) { return a + ' ' + strings.areas[a]; }).join(', '));
    if (foreign) more.append(' · ', fill(strings.shown_other_language, { language: strings.languages[about.lang] }));
    entry.append(head, text, more);
    return entry;
  }

  function state() {
    var values = { q: form.elements.q.value };
    FACETS.forEach(function (name) { values[name] = form.elements[name].value; });
    return values;
  }

  function remember(values) {
    var query = new URLSearchParams();
    Object.keys(values).forEach(function (name) { if (values[name]) query.set(name, values[name]); });
    var text = query.toString();
    try {
      history.replaceState(null, '', text ? '?' + text : location.pathname);
    } catch (error) { /* an old browser on file: */ }
  }

  function counted(counts) {
    FACETS.forEach(function (name) {
      Array.from(form.elements[name].options).forEach(function (option, i) {
        var value = option.value;
        option.textContent = labels[name][i] + (counts && value ? ' (' + (counts[name][value] || 0) + ')' : '');
      });
    });
  }

  function show(result, values, number) {
    var total = result.numbers.length;
    list.replaceChildren();
    counted(result.counts);
    status.replaceChildren();
    if (result.mode === 'empty') return Promise.resolve();
    if (!total) {
      status.append(strings.no_results + ' ' + strings.no_results_hint);
    } else {
      status.append(fill(total === 1 ? strings.results_one : strings.results_other, { count: String(total) }));
      if (result.mode === 'any') status.append(' ' + strings.any_words);
    }
    result.corrections.forEach(function (pair) {
      var button = element('button', 'kb-correction', fill(strings.did_you_mean, { word: pair[1] }));
      button.type = 'button';
      button.addEventListener('click', function () {
        form.elements.q.value = values.q.toLowerCase().replace(pair[0], pair[1]);
        form.elements.q.focus();
        run();
      });
      status.append(' ', button);
    });
    return page(result, 0, number, false);
  }

  function page(result, from, number, focus) {
    return Promise.all(result.numbers.slice(from, from + SIZE).map(result.load)).then(function (found) {
      if (number !== asked) return;
      var entries = found.map(item);
      list.append.apply(list, entries);
      if (focus && entries.length) entries[0].querySelector('a').focus();
      if (from + SIZE < result.numbers.length) {
        var last = element('li', 'kb-more'), button = element('button', '', strings.more);
        button.type = 'button';
        button.addEventListener('click', function () {
          last.remove();
          page(result, from + SIZE, number, true);
        });
        last.append(button);
        list.append(last);
      }
    });
  }

  function fail(error) {
    list.replaceChildren();
    status.textContent = error && error.message === 'version' ? strings.version_mismatch : strings.search_failed;
  }

  /* Every question has a number; answers to any but the last are dropped. */
  function run() {
    var number = ++asked, values = state();
    clearTimeout(timer);
    remember(values);
    if (!index && values.q) status.textContent = strings.searching;
    index = index || engine.open(language);
    index.catch(function () { index = null; });
    index.then(function (opened) {
      return engine.search(opened, values.q, values);
    }).then(function (result) {
      return number === asked ? show(result, values, number) : undefined;
    }).catch(function (error) { if (number === asked) fail(error); });
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    run();
  });
  form.elements.q.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(run, DELAY);
  });
  FACETS.forEach(function (name) { form.elements[name].addEventListener('change', run); });

  var given = new URLSearchParams(location.search);
  ['q'].concat(FACETS).forEach(function (name) {
    if (given.has(name)) form.elements[name].value = given.get(name);
  });
  if (form.elements.q.value) run();
})();
