/* The search page: results as the reader types, filters with counts, the whole state in the address. Text is only ever set as text. */
(function () {
  'use strict';
  var form = document.querySelector('.kb-search');
  if (!form) return;
  var strings = JSON.parse(document.getElementById('search-strings').textContent);
  var status = document.getElementById('search-status');
  var list = document.getElementById('search-results');
  var forget = document.getElementById('search-forget');
  var language = form.dataset.language, root = form.dataset.root;
  var SIZE = 10, SHOWN = 3, DELAY = 120, READ = 'kb-read';
  var engine = window.kbEngine, words = window.kbWords, indexes = {}, asked = 0, timer = 0, hasCounts = false;
  var filters = document.getElementById('filters');
  var facets = Array.from(form.querySelectorAll('[data-facet]'));

  engine.setRoot(root);

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(className, text, act) {
    var made = element('button', className, text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  /* ---- what a result shows */

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

  function linked(url, about) {
    var link = element('a');
    link.href = root + url;
    if (about.lang !== language) link.lang = link.hreflang = about.lang;
    return link;
  }

  function textOf(about, shown) {
    var text = marked(element('p'), shown);
    if (about.lang !== language) text.lang = about.lang;
    return text;
  }

  function lessonItem(found) {
    var item = element('li'), head = element('p'), about = found.about;
    head.append(element('span', 'kb-kind', strings.kinds[about.kind] || strings.lesson), ' ', marked(linked(about.url, about), found.heading));
    item.append(head, textOf(about, found.excerpt));
    return item;
  }

  function facts(about) {
    var more = element('p', 'kb-meta');
    more.append(about.countries.slice(0, 3).map(function (c) { return strings.countries[c] || strings.countries[c.toUpperCase()] || c; }).join(', '));
    more.append(' · ', about.areas.map(function (a) { return strings.areas[a] || a; }).join(', '));
    if (about.lang !== language) more.append(' · ', fill(strings.shown_other_language, { language: strings.languages[about.lang] }));
    return more;
  }

  /* A case with what was found of it: itself or its lessons. */
  function groupItem(group, found) {
    var entry = element('li'), head = element('p'), first = found[0].about, own = found.find(function (f) { return f.about['case'] === undefined; });
    var link = linked(first.url.split('#')[0], first), lessons = found.filter(function (f) { return f !== own; });
    head.append(own ? marked(link, own.heading) : link);
    if (!own) link.textContent = first['case'];
    entry.append(head);
    if (own) entry.append(textOf(own.about, own.excerpt));
    if (lessons.length) {
      var inner = element('ul', 'kb-hits');
      inner.append.apply(inner, lessons.map(lessonItem));
      entry.append(inner);
    }
    if (group[1].length > found.length) entry.append(element('p', 'kb-meta', fill(strings.more_here, { count: String(group[1].length - found.length) })));
    entry.append(facts(first));
    return entry;
  }

  /* ---- the state: in the form, and in the address */

  function boxes(name) { return Array.from(form.querySelectorAll('input[name="' + name + '"]')); }

  function chosen(name) {
    return boxes(name).filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function state() {
    var filters = {};
    facets.forEach(function (facet) { filters[facet.dataset.facet] = chosen(facet.dataset.facet); });
    return { q: form.elements.q.value, filters: filters, sort: form.elements.sort.value, also: chosen('also') };
  }

  function remember(values) {
    var query = new URLSearchParams();
    if (values.q) query.set('q', values.q);
    Object.keys(values.filters).forEach(function (name) {
      values.filters[name].forEach(function (value) { query.append(name, value); });
    });
    if (values.sort !== 'relevance') query.set('sort', values.sort);
    values.also.forEach(function (code) { query.append('also', code); });
    var text = query.toString();
    try {
      history.replaceState(null, '', text ? '?' + text : location.pathname);
    } catch (error) { /* an old browser on file: */ }
  }

  function option(facet, value) {
    var label = element('label'), box = element('input');
    box.type = 'checkbox';
    box.name = facet.dataset.facet;
    box.value = value;
    label.append(box, ' ', element('span', '', value), ' ', element('small'));
    facet.querySelector('fieldset').append(label);
    return box;
  }

  /* Years need no words of a language; they come with the counts. */
  function addYears(counts) {
    var facet = facets.find(function (f) { return f.dataset.facet === 'year'; });
    var known = boxes('year').map(function (box) { return box.value; });
    if (facet) Object.keys(counts.year || {}).sort().reverse().forEach(function (year) { if (known.indexOf(year) < 0) option(facet, year); });
  }

  function number(element, count) { element.textContent = count ? '(' + count + ')' : ''; }

  function counted(counts) {
    var all = 0;
    hasCounts = Boolean(counts);
    if (counts) addYears(counts);
    facets.forEach(function (facet) {
      var name = facet.dataset.facet, on = chosen(name).length;
      all += on;
      number(facet.querySelector('summary .kb-filters__count'), on);
      boxes(name).forEach(function (box) {
        var count = counts && counts[name] ? counts[name][box.value] || 0 : -1;
        box.parentNode.querySelector('small').textContent = count < 0 ? '' : '(' + count + ')';
        box.parentNode.classList.toggle('kb-none', count === 0 && !box.checked);
      });
    });
    var also = form.querySelector('[data-also]');
    if (also) number(also.querySelector('summary .kb-filters__count'), chosen('also').length);
    number(form.querySelector('#filters > summary .kb-filters__count'), all);
    form.querySelector('#search-clear').hidden = !all;
  }

  /* ---- asking and showing */

  function clear() {
    facets.forEach(function (facet) { boxes(facet.dataset.facet).forEach(function (box) { box.checked = false; }); });
    run();
  }

  function say(result, values) {
    var total = result.groups.length;
    status.replaceChildren();
    if (total) {
      status.append(fill(total === 1 ? strings.results_one : strings.results_other, { count: String(total) }));
      if (result.mode === 'any') status.append(' ' + strings.any_words);
    } else {
      status.append(strings.no_results + ' ' + strings.no_results_hint + ' ');
      if (Object.keys(values.filters).some(function (name) { return values.filters[name].length; })) status.append(button('', strings.clear, clear));
    }
    result.corrections.forEach(function (pair) {
      status.append(' ', button('kb-correction', fill(strings.did_you_mean, { word: pair[1] }), function () {
        form.elements.q.value = values.q.toLowerCase().replace(pair[0], pair[1]);
        form.elements.q.focus();
        run();
      }));
    });
  }

  function show(result, values, question) {
    list.replaceChildren();
    counted(result.counts);
    if (result.mode === 'empty') return status.replaceChildren();
    say(result, values);
    return page(result, 0, question, false);
  }

  function page(result, from, question, focus) {
    var groups = result.groups.slice(from, from + SIZE);
    return Promise.all(groups.map(function (group) { return Promise.all(group[1].slice(0, SHOWN).map(result.load)); })).then(function (found) {
      if (question !== asked) return;
      var entries = found.map(function (documents, i) { return groupItem(groups[i], documents); });
      list.append.apply(list, entries);
      if (focus && entries.length) entries[0].querySelector('a').focus();
      if (from + SIZE < result.groups.length) {
        var last = element('li', 'kb-more');
        last.append(button('', strings.more, function () {
          last.remove();
          page(result, from + SIZE, question, true);
        }));
        list.append(last);
      }
    });
  }

  function fail(error) {
    list.replaceChildren();
    status.textContent = error && error.message === 'version' ? strings.version_mismatch : strings.search_failed;
  }

  function opened(code) {
    if (!indexes[code]) {
      indexes[code] = engine.open(code);
      indexes[code].catch(function () { delete indexes[code]; });
    }
    return indexes[code];
  }

  /* Every question has a number; answers to any but the last are dropped. */
  function run() {
    var question = ++asked, values = state();
    clearTimeout(timer);
    remember(values);
    if (!indexes[language] && values.q) status.textContent = strings.searching;
    Promise.all([language].concat(values.also).map(opened)).then(function (ready) {
      return engine.search(ready, values.q, values.filters, values.sort, filters.open);
    }).then(function (result) {
      return question === asked ? show(result, values, question) : undefined;
    }).catch(function (error) { if (question === asked) fail(error); });
  }

  function searched() {
    words.remember(form.elements.q.value);
    forget.hidden = !words.recent().length;
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    searched();
    run();
  });
  form.elements.q.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(run, DELAY);
  });
  form.addEventListener('change', function (event) {
    if (event.target === form.elements.q) return;
    try {
      localStorage.setItem(READ, chosen('also').join(' '));
    } catch (error) { /* no storage: the choice holds for this page */ }
    run();
  });
  filters.addEventListener('toggle', function () { if (filters.open && !hasCounts) run(); });  /* counts are loaded when they are seen */
  form.querySelector('#search-clear').addEventListener('click', clear);
  list.addEventListener('click', function (event) { if (event.target.closest('a')) searched(); });
  forget.addEventListener('click', function () {
    words.forget();
    forget.hidden = true;
    form.elements.q.focus();
  });
  words.attach(form.elements.q, document.getElementById('search-words'), strings, function () {
    searched();
    run();
  });

  function given() {
    var address = new URLSearchParams(location.search), kept = '';
    try { kept = localStorage.getItem(READ) || ''; } catch (error) { /* no storage */ }
    form.elements.q.value = address.get('q') || '';
    if (address.has('sort')) form.elements.sort.value = address.get('sort');
    if (!form.elements.sort.value) form.elements.sort.value = 'relevance';
    facets.forEach(function (facet) {
      address.getAll(facet.dataset.facet).forEach(function (value) {
        var box = boxes(facet.dataset.facet).find(function (b) { return b.value === value; });
        if (!box && facet.dataset.facet === 'year' && /^\d{4}$/.test(value)) box = option(facet, value);
        if (box) box.checked = facet.open = filters.open = true;
      });
    });
    var also = address.has('also') || address.has('q') ? address.getAll('also') : kept.split(' ');
    boxes('also').forEach(function (box) { box.checked = also.indexOf(box.value) >= 0; });
    return form.elements.q.value || facets.some(function (facet) { return chosen(facet.dataset.facet).length; });
  }

  forget.hidden = !words.recent().length;
  form.querySelector('#search-clear').hidden = true;
  if (given()) run();
})();
