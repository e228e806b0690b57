/* The search page: results as the reader types, filters with counts, the whole state in the address. Text is only ever set as text. */
(function () {
  'use strict';
  var form = document.querySelector('.kb-search');
  if (!form) return;
  var strings = JSON.parse(document.getElementById('search-strings').textContent);
  var status = document.getElementById('search-status');
  var list = document.getElementById('search-results');
  var forget = document.getElementById('search-forget');
  var chips = document.getElementById('search-chosen'), elsewhere = document.getElementById('search-else');
  var intro = document.getElementById('search-intro'), showing = document.getElementById('search-show');
  var language = form.dataset.language, root = form.dataset.root, title = document.title;
  var SIZE = 5, MORE = 10, LESSONS = 1, DELAY = 120, READ = 'kb-read', WIDE = '(min-width: 40rem)';
  var input = form.elements.q, clearing = form.querySelector('#search-clear');
  var engine = window.kbEngine, T = window.kbTokenize, words = window.kbWords, indexes = {}, asked = 0, timer = 0, hasCounts = false, isSorted = false, arrives = false;
  var filters = document.getElementById('filters');
  var facets = Array.from(form.querySelectorAll('[data-facet]'));

  engine.setRoot(root);

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
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
    shown.marks.forEach(mark => {
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
    if (about.lang !== language) link.lang = about.lang;
    if (!url.startsWith(language + '/')) link.hreflang = url.split('/')[0];
    return link;
  }

  function textOf(about, shown) {
    var text = marked(element('p'), shown);
    if (about.lang !== language) text.lang = about.lang;
    return text;
  }

  function lessonItem(found) {
    var item = element('li'), head = element('p'), about = found.about;
    head.append(element('span', 'kb-kind kb-lesson--' + about.kind, strings.kinds[about.kind] || strings.lesson), ' ', marked(linked(about.url, about), found.heading));
    item.append(head, textOf(about, found.excerpt));
    return item;
  }

  function facts(about) {
    var more = element('p', 'kb-meta');
    more.append(about.countries.slice(0, 3).map(c => strings.countries[c] || strings.countries[c.toUpperCase()] || c).join(', '));
    more.append(' · ', about.areas.map(a => strings.areas[a] || a).join(', '));
    if (Number(about.evidence)) more.append(' · ' + strings.evidence + ' ', element('span', 'kb-meter kb-meter--' + about.evidence), ' ' + about.evidence + '/5');
    else more.append(' · ' + strings.evidence_none);
    if (about.lang !== language) more.append(' · ', fill(strings.shown_other_language, { language: strings.languages[about.lang] }));
    return more;
  }

  /* Of what was found of a case, what is shown: the case itself, and the best lesson where there are words that it was found by. */
  function shownOf(group, mode) {
    var own = group[1].filter(number => number === group[0]), lessons = group[1].filter(number => number !== group[0]);
    return own.concat(lessons.slice(0, mode === 'browse' && own.length ? 0 : LESSONS));
  }

  /* A case with what was found of it: itself or a lesson. */
  function groupItem(group, found, mode) {
    var entry = element('li'), head = element('h2'), first = found[0].about, own = found.find(f => f.about['case'] === undefined);
    var page = first.url.split('#')[0], link = linked(page, first), lessons = found.filter(f => f !== own), left = group[1].length - found.length;
    head.append(own ? marked(link, own.heading) : link);
    if (!own) link.textContent = first['case'];
    entry.append(head);
    if (own) entry.append(textOf(own.about, own.excerpt));
    if (lessons.length) {
      var inner = element('ul', 'kb-hits');
      inner.append.apply(inner, lessons.map(lessonItem));
      entry.append(inner);
    }
    if (left && (mode !== 'browse' || !own)) {
      var more = element('p', 'kb-note'), further = element('a', '', fill(strings.more_here, { count: String(left) }));
      further.href = root + page + '#lessons';
      more.append(further);
      entry.append(more);
    }
    entry.append(facts(first));
    return entry;
  }

  /* ---- the state: in the form, and in the address */

  function boxes(name) { return Array.from(form.querySelectorAll('input[name="' + name + '"]')); }

  function chosen(name) {
    return boxes(name).filter(box => box.checked).map(box => box.value);
  }

  /* Without words nothing matches better than something else: then the strongest evidence comes first, until the reader says otherwise. */
  function state() {
    var filters = {};
    if (!isSorted) form.elements.sort.value = input.value.trim() ? 'relevance' : 'evidence';
    facets.forEach(facet => { filters[facet.dataset.facet] = chosen(facet.dataset.facet); });
    return { q: input.value, filters, sort: form.elements.sort.value, also: chosen('also') };
  }

  function remember(values) {
    var query = new URLSearchParams();
    if (values.q) query.set('q', values.q);
    Object.keys(values.filters).forEach(name => {
      values.filters[name].forEach(value => { query.append(name, value); });
    });
    if (isSorted) query.set('sort', values.sort);
    values.also.forEach(code => { query.append('also', code); });
    var text = query.toString();
    try {
      history.replaceState(null, '', text ? '?' + text : location.pathname);
    } catch (error) { /* an old browser on file: */ }
    document.querySelectorAll('.kb-languages a').forEach(link => { link.search = text; });
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
    var facet = facets.find(f => f.dataset.facet === 'year');
    var known = boxes('year').map(box => box.value);
    if (facet) Object.keys(counts.year || {}).sort().reverse().forEach(year => { if (known.indexOf(year) < 0) option(facet, year); });
  }

  function number(element, count) { element.textContent = count ? '(' + count + ')' : ''; }

  function counted(counts) {
    var all = 0;
    hasCounts = Boolean(counts);
    if (counts) addYears(counts);
    facets.forEach(facet => {
      var name = facet.dataset.facet, on = chosen(name).length;
      all += on;
      number(facet.querySelector('summary .kb-filters__count'), on);
      boxes(name).forEach(box => {
        var count = counts && counts[name] ? counts[name][box.value] || 0 : -1;
        box.parentNode.querySelector('small').textContent = count < 0 ? '' : '(' + count + ')';
        box.parentNode.classList.toggle('kb-none', count === 0 && !box.checked);
      });
    });
    var also = form.querySelector('[data-also]');
    if (also) number(also.querySelector('summary .kb-filters__count'), chosen('also').length);
    number(form.querySelector('#filters > summary .kb-filters__count'), all);
    clearing.hidden = !all;
  }

  /* The filters in use stand below the box, too, each as a button that takes it away. */
  function addChips() {
    var used = [];
    facets.forEach(facet => { used.push.apply(used, boxes(facet.dataset.facet).filter(box => box.checked)); });
    chips.replaceChildren.apply(chips, used.map(box => {
      var item = element('li'), name = box.parentNode.querySelector('span').textContent;
      var chip = button('', name + ' \u00d7', () => {
        box.checked = false;
        status.focus({ preventScroll: true });
        run();
      });
      chip.setAttribute('aria-label', fill(strings.remove, { filter: name }));
      item.append(chip);
      return item;
    }));
    chips.hidden = !used.length;
  }

  /* ---- asking and showing */

  function clear() {
    facets.forEach(facet => { boxes(facet.dataset.facet).forEach(box => { box.checked = false; }); });
    run();
  }

  function say(result, values) {
    var total = result.groups.length, words = values.q.trim(), count = fill(total === 1 ? strings.results_one : strings.results_other, { count: String(total) });
    function line(text) {
      var made = element('p', '', text);
      status.append(made);
      return made;
    }
    status.replaceChildren();
    status.dataset.q = words;
    document.title = words ? words + ' \u2013 ' + count + ' \u2013 ' + title : title;
    showing.textContent = fill(strings.show, { count: String(total) });
    elsewhere.hidden = Boolean(total);
    if (total) line(count);
    if (total && result.mode === 'any') line(strings.any_words);
    result.corrections.forEach(pair => {
      line('').append(button('kb-correction', fill(strings.did_you_mean, { word: pair[1] }), () => {
        input.value = T.composed(T.normalise(values.q).replace(pair[0], pair[1]));
        input.focus();
        run();
      }));
    });
    if (total) return;
    line(words ? strings.no_results + ' ' + strings.no_results_hint : strings.no_filtered);
  }

  function show(result, values, question) {
    list.replaceChildren();
    counted(result.counts);
    say(result, values);
    if (arrives && document.activeElement === document.body) status.focus({ preventScroll: true });
    arrives = false;
    return page(result, 0, question, false);
  }

  function page(result, from, question, focus) {
    var groups = result.groups.slice(from, from + SIZE);
    return Promise.all(groups.map(group => Promise.all(shownOf(group, result.mode).map(result.load)))).then(found => {
      if (question !== asked) return;
      var entries = found.map((documents, i) => groupItem(groups[i], documents, result.mode));
      list.append.apply(list, entries);
      if (focus && entries.length) entries[0].querySelector('a').focus();
      if (from + SIZE < result.groups.length) further(result, from + SIZE, question);
    });
  }

  /* The first results are few, so that they come soon on a slow line. The next come when the reader nears their end; after that, when asked for. */
  function further(result, from, question) {
    var last = element('li', 'kb-more'), open = focus => {
      last.remove();
      return page(result, from, question, focus);
    };
    last.append(button('', strings.more, () => { open(true); }));
    list.append(last);
    if (from % MORE && window.IntersectionObserver) new IntersectionObserver((seen, watch) => {
      if (!last.isConnected) return watch.disconnect();
      if (seen.some(entry => entry.isIntersecting)) {
        watch.disconnect();
        open(false);
      }
    }, { rootMargin: '200px' }).observe(last);
  }

  function fail(error) {
    var isOld = error && error.message === 'version';
    list.replaceChildren();
    status.textContent = isOld ? strings.version_mismatch : strings.search_failed;
    elsewhere.hidden = isOld;
  }

  function opened(code) {
    if (!indexes[code]) {
      indexes[code] = engine.open(code);
      indexes[code].catch(() => { delete indexes[code]; });
    }
    return indexes[code];
  }

  /* Every question has a number; answers to any but the last are dropped. */
  function run() {
    var question = ++asked, values = state();
    clearTimeout(timer);
    remember(values);
    addChips();
    intro.hidden = Boolean(values.q);
    if (!indexes[language] && values.q) status.textContent = strings.searching;
    Promise.all([language].concat(values.also).map(opened)).then(ready => {
      return engine.search(ready, values.q, values.filters, values.sort, filters.open);
    }).then(result => {
      return question === asked ? show(result, values, question) : undefined;
    }).catch(error => { if (question === asked) fail(error); });
  }

  function searched() {
    words.remember(input.value);
    forget.hidden = !words.recent().length;
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    searched();
    run();
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(run, DELAY);
  });
  form.addEventListener('change', event => {
    if (event.target === input) return;
    if (event.target === form.elements.sort) isSorted = true;
    try {
      localStorage.setItem(READ, chosen('also').join(' '));
    } catch (error) { /* no storage: the choice holds for this page */ }
    run();
  });
  filters.addEventListener('toggle', () => { if (filters.open && !hasCounts) run(); });  /* counts are loaded when they are seen */
  clearing.addEventListener('click', clear);
  showing.addEventListener('click', () => {
    filters.open = false;
    status.focus();
  });
  list.addEventListener('click', event => { if (event.target.closest('a')) searched(); });
  forget.addEventListener('click', () => {
    words.forget();
    forget.hidden = true;
    input.focus();
  });
  words.attach(input, document.getElementById('search-words'), strings, () => {
    searched();
    run();
  });

  function given() {
    var address = new URLSearchParams(location.search), kept = '';
    try { kept = localStorage.getItem(READ) || ''; } catch (error) { /* no storage */ }
    input.value = address.get('q') || '';
    form.elements.sort.value = address.get('sort') || '';
    isSorted = Boolean(form.elements.sort.value);
    facets.forEach(facet => {
      address.getAll(facet.dataset.facet).forEach(value => {
        var box = boxes(facet.dataset.facet).find(b => b.value === value);
        if (!box && facet.dataset.facet === 'year' && /^\d{4}$/.test(value)) box = option(facet, value);
        if (!box) return;
        box.checked = facet.open = true;
        filters.open = window.matchMedia(WIDE).matches;  /* on a small screen results come first: what is chosen stands above them */
      });
      facet.querySelector('legend').after.apply(facet.querySelector('legend'), boxes(facet.dataset.facet).filter(box => box.checked).map(box => box.parentNode));
    });
    var also = address.has('also') || address.has('q') ? address.getAll('also') : kept.split(' ');
    boxes('also').forEach(box => { box.checked = also.indexOf(box.value) >= 0; });
    arrives = Boolean(input.value);
  }

  forget.hidden = !words.recent().length;
  clearing.hidden = true;
  given();
  run();
})();
