/* A query over the files below search/<language>/, exactly as builder/search/query.py and excerpt.py do it, which explain each
   rule. Only the shards that a query needs are loaded, by script elements, so that it works from a USB stick (file:), too. */
(function (global) {
  'use strict';
  var T = global.kbTokenize;
  var FORMAT = 3;
  var SHORT = 3, COMMON = [2, 5], ROOT = 3;
  var EXACT = 10, STEM = 6, FOLDED = 3, PREFIX = 3, MAX_SHARDS = 4, CHECKED = 5;
  var LONG = 8, NEIGHBOURS = 4, PAIRS = 12, ALL_WORDS = 24, LETTERS = 32, RESPELLED = 48, MEANT = 4;
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  var SORTS = { newest: 'year', evidence: 'evidence' };
  var LENGTH = 220, BEFORE = 60, VARIANT = '=', BESIDE = T.BESIDE;
  var root = '';
  var loads = {};      /* path -> promise of what the script hands over */
  var waiting = {};    /* path -> function that takes it */

  /* ---- loading */

  var policy = global.trustedTypes && global.trustedTypes.createPolicy('kb-search', {
    createScriptURL: url => {
      if (!/^(\.\.\/)*search\/[a-z]{2,3}\/(?:[mfw]|[tdri]\/\d+)\.js$/.test(url)) throw new TypeError(url);
      return url;
    }
  });

  function pathOf(language, kind, number) {
    return 'search/' + language + '/' + ('mfw'.includes(kind) ? kind : kind + '/' + number) + '.js';
  }

  global.kbSearch = (language, kind, number, build, ...values) => {
    var take = waiting[pathOf(language, kind, number)];
    if (take) take({ build, values });
  };

  function load(language, kind, number) {
    var path = pathOf(language, kind, number);
    return loads[path] || (loads[path] = new Promise((resolve, reject) => {
      var script = document.createElement('script');
      var fail = () => { delete loads[path]; script.remove(); reject(new Error('failed')); };
      waiting[path] = resolve;
      script.onload = () => { script.remove(); delete waiting[path]; };
      script.onerror = fail;
      script.src = policy ? policy.createScriptURL(root + path) : root + path;
      document.head.appendChild(script);
    }));
  }

  function bytes(base64) {
    var raw = atob(base64), found = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) found[i] = raw.charCodeAt(i);
    return found;
  }

  /* ---- an index: what is known of the files of one language */

  function open(language) {
    return load(language, 'm', 0).then(file => {
      var meta = file.values[0];
      if (meta.format !== FORMAT || meta.tokenizer !== T.VERSION) throw new Error('version');
      return { language, build: file.build, meta, firsts: firstsOf(meta.texts), shards: {}, words: {}, texts: {}, slips: {}, blocks: {}, facetFile: {}, facets: null };
    });
  }

  function part(index, kind, number, store, parse) {
    if (number in store) return Promise.resolve(store[number]);
    return load(index.language, kind, number).then(file => {
      if (file.build !== index.build) throw new Error('version');
      return (store[number] = parse(file.values));
    });
  }

  /* the number of the first of each part, from how many are in each */
  function firstsOf(counts) {
    var next = 0;
    return counts.map(count => { next += count; return next - count; });
  }

  function parseShard(values) {
    var at = 0, impact = 0, shard = new Map();
    function number() {
      var result = 0, shift = 0, digit;
      do { digit = DIGITS.indexOf(values[1][at++]); result |= (digit & 31) << shift; shift += 5; } while (digit > 31);
      return result;
    }
    values[0].split('\n').forEach(line => {
      var cut = line.split('>'), count = number() + 1, documents = [], impacts = [], last = -1;
      while (count--) {
        last += number() + 1;
        documents.push(last);
        impacts.push(DIGITS.indexOf(values[2][impact++]));
      }
      shard.set(cut[0], { documents, impacts, stem: cut[1] || '' });
    });
    return shard;
  }

  /* "words" and "clusters": what is needed for slips */
  function slips(index) {
    return part(index, 'w', 0, index.slips, values => { return { words: values[0].split('\n'), clusters: countsOf(values[1]) }; });
  }

  /* lines of a text and its count */
  function countsOf(lines) {
    return new Map(lines ? lines.split('\n').map(line => [line.split(' ')[0], Number(line.split(' ')[1])]) : []);
  }

  /* facet -> for each document the values that it has */
  function parseFacets(values) {
    var facets = {};
    Object.keys(values[0]).forEach(name => {
      var known = values[0][name][0], data = bytes(values[0][name][1]), width = Math.ceil(known.length / 8);
      facets[name] = number => {
        return known.filter((value, bit) => data[number * width + (bit >> 3)] >> (bit & 7) & 1);
      };
    });
    return facets;
  }

  /* the last place whose first entry is not after the one wanted; 0 when there is none */
  function place(firsts, wanted) {
    var low = 0, high = firsts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (firsts[middle] <= wanted) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  function range(first, last) {
    var numbers = [];
    for (var n = first; n <= last; n++) numbers.push(n);
    return numbers;
  }

  function shard(index, number) { return part(index, 't', number, index.shards, parseShard); }
  function shards(index, first, last) { return Promise.all(range(first, last).map(n => shard(index, n))); }

  /* resolves to the number of the shard in which a term would stand: in a large index the separators stand in blocks */
  function shardOf(index, term) {
    var at = place(index.meta.terms, term), size = index.meta.block;
    if (size < 2) return Promise.resolve(at);
    return part(index, 'i', at, index.blocks, values => values[0].split('\n')).then(separators => at * size + place(separators, term));
  }

  /* resolves to the first and the last shard in which a term with a beginning could stand */
  function span(index, prefix) { return Promise.all([shardOf(index, prefix), shardOf(index, prefix + '\uffff')]); }

  function posting(index, term) {
    return shardOf(index, term).then(n => shard(index, n)).then(terms => terms.get(term));
  }

  /* ---- looking up one term */

  function add(points, found, weight) {
    if (found) found.documents.forEach((number, i) => {
      points.set(number, (points.get(number) || 0) + weight * found.impacts[i]);
    });
  }

  function startsWhole(term, cluster) { return T.pieces(term)[0].text === cluster; }

  /* resolves to whether, of a lone cluster, only the terms that begin with it `whole` count */
  function addLonger(points, index, prefix, whole) {
    var best = new Map(), longer = [];
    return span(index, prefix).then(ends => shards(index, ends[0], Math.min(ends[1], ends[0] + MAX_SHARDS - 1))).then(some => {
      some.forEach(terms => {
        terms.forEach((found, term) => {
          if (!term.startsWith(prefix) || term === prefix || term.includes(VARIANT) || term.includes(BESIDE) !== prefix.includes(BESIDE)) return;
          longer.push([term, found]);
        });
      });
      var kept = whole ? longer.filter(pair => startsWhole(pair[0], prefix)) : [];
      (kept.length ? kept : longer).forEach(pair => {
        pair[1].documents.forEach((number, i) => { best.set(number, Math.max(best.get(number) || 0, pair[1].impacts[i])); });
      });
      best.forEach((impact, number) => { points.set(number, (points.get(number) || 0) + PREFIX * impact); });
      return kept.length > 0;
    });
  }

  /* what begins with an open term; resolves to whether anything longer may count */
  function addBeginning(points, index, term, isWord, grows) {
    return posting(index, term).then(own => {
      if (own && !grows && (!isWord || term.length < SHORT)) return false;
      return addLonger(points, index, term, !isWord && !grows && startsWhole(term, term)).then(isWhole => !isWhole);
    });
  }

  /* the open pairs of chunks that end in a bare Burmese consonant, which may yet close the syllable before it */
  function growingOf(chunks) {
    var growing = new Set();
    chunks.forEach(chunk => {
      var last = chunk.clusters[chunk.clusters.length - 1];
      if (chunk.clusters.length > 1 && T.isBare(last)) chunk.terms.forEach(pair => { if (pair[1]) growing.add(pair[0]); });
    });
    return growing;
  }

  function within(a, b, edits) {
    if (Math.abs(a.length - b.length) > edits) return false;
    var i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i++;
    a = a.slice(i);
    b = b.slice(i);
    if (!a || !b || !edits) return a.length + b.length <= edits;
    return (a.length > 1 && a[0] === b[1] && a[1] === b[0] && within(a.slice(2), b.slice(2), edits - 1)) ||
      within(a.slice(1), b.slice(1), edits - 1) || within(a.slice(1), b, edits - 1) || within(a, b.slice(1), edits - 1);
  }

  function reversed(word) { return Array.from(word).reverse().join(''); }

  /* the terms of a map (term -> count) that most documents hold */
  function commonest(counts, most) {
    return Array.from(counts.keys()).sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1)).slice(0, most);
  }

  /* the known words that are like a word: all, or those that begin or end so */
  function alike(index, word, most, firsts) {
    var size = Math.floor(word.length / (most + 1)), first = 0, last = firsts.length - 1, known = new Map();
    var near = Promise.resolve([]);
    if (firsts.length > ALL_WORDS) {
      var end = reversed(word.slice(word.length - size));
      near = Promise.all([shardOf(index, word), span(index, word.slice(0, size))]).then(at => {
        return shards(index, Math.max(at[1][0], at[0] - 1), Math.min(at[1][1], at[0] + 1));
      });
      first = place(firsts, end);
      last = Math.min(place(firsts, end + '\uffff'), first + MAX_SHARDS - 1);
    }
    var files = Promise.all(range(first, last).map(n => part(index, 'r', n, index.words, values => countsOf(values[0]))));
    return Promise.all([near, files]).then(found => {
      found[0].forEach(terms => {
        terms.forEach((p, term) => { if (T.isCorrectable(term)) known.set(term, p.documents.length); });
      });
      found[1].forEach(words => {
        words.forEach((count, backwards) => { known.set(reversed(backwards), count); });
      });
      return known;
    });
  }

  function neighbours(index, word) {
    return Promise.all([posting(index, word), slips(index)]).then(ready => {
      var most = word.length >= LONG && !ready[0] ? 2 : 1;
      return alike(index, word, most, ready[1].words).then(known => {
        for (var edits = 1, found = new Map(); edits <= most && !found.size; edits++) {
          known.forEach((count, term) => { if (term !== word && within(word, term, edits)) found.set(term, count); });
        }
        return commonest(found, NEIGHBOURS);
      });
    });
  }

  function neighbouringPairs(index, pair) {
    var found = new Map();
    return shardOf(index, pair).then(here => shards(index, Math.max(0, here - 1), Math.min(index.meta.shards - 1, here + 1))).then(near => {
      near.forEach(terms => {
        terms.forEach((p, term) => {
          if (pair.length > 2 && term !== pair && !term.includes(VARIANT) && !term.includes(BESIDE) && within(pair, term, 1)) found.set(term, p.documents.length);
        });
      });
      return commonest(found, PAIRS);
    });
  }

  function postings(index, terms) { return Promise.all(terms.map(term => posting(index, term))); }

  /* what the words give that an unknown word may be a slip of; resolves to the posting of the likeliest */
  function meantBy(lookup, word, points) {
    return neighbours(lookup.index, word).then(meant => {
      if (meant.length) lookup.meant.set(word, meant);
      meant.forEach(other => { lookup.marks.add(other); });
      return postings(lookup.index, meant);
    }).then(found => {
      found.forEach(p => { add(points, p, EXACT); });
      return found[0];
    });
  }

  function stemOfNeighbour(index, word) {
    if (!T.isCorrectable(word)) return '';
    return shardOf(index, word).then(n => shard(index, n)).then(terms => {
      var stem = '', longest = Math.max(3, word.length - 4);
      terms.forEach((found, term) => {
        if (!found.stem) return;
        var common = 0;
        while (common < word.length && common < term.length && word[common] === term[common]) common++;
        if (common > longest) {
          stem = found.stem;
          longest = common;
        }
      });
      return stem;
    });
  }

  function lookUp(lookup, term, isOpen) {
    var index = lookup.index, points = new Map();
    var typed = lookup.typed.get(term), written = typed && term + VARIANT + T.accented(typed);
    return postings(index, written ? [term, written] : [term]).then(both => {
      var own = both[0];
      if (lookup.folded || !both[1]) add(points, own, both[1] ? FOLDED : EXACT);
      add(points, both[1], EXACT);
      return (isOpen ? addBeginning(points, index, term, lookup.words.has(term), lookup.growing.has(term)) : Promise.resolve()).then(opens => {
        if (opens) lookup.opened.add(term);
        return !points.size && T.isCorrectable(term) ? meantBy(lookup, term, points) : own;
      }).then(own => {
        return own ? own.stem : points.size ? '' : stemOfNeighbour(index, term);
      });
    }).then(root => {
      if (!root) return undefined;
      lookup.roots.add(root);
      return posting(index, root + VARIANT);
    }).then(found => {
      add(points, found, STEM);
      if (!lookup.loose) return points;
      var bare = T.toneless(term);
      return Promise.all([posting(index, bare + VARIANT), bare !== term ? posting(index, bare) : undefined]).then(more => {
        more.forEach(p => { add(points, p, STEM); });
        return points;
      });
    });
  }

  /* ---- the query */

  function inAll(found) {
    var points = new Map(), lists = Array.from(found.values());
    lists[0].forEach((score, number) => {
      if (lists.every(list => list.has(number))) {
        points.set(number, lists.reduce((sum, list) => sum + list.get(number), 0));
      }
    });
    return points;
  }

  function inAny(found) {
    var points = new Map();
    found.forEach(list => {
      list.forEach((score, number) => { points.set(number, (points.get(number) || 0) + score); });
    });
    return points;
  }

  /* what each term gives: Map term -> Map document -> points */
  function lookUpAll(lookup, terms, pairs) {
    return Promise.all(Array.from(terms).map(entry => lookUp(lookup, entry[0], entry[1]))).then(lists => {
      var found = new Map(Array.from(terms.keys()).map((term, i) => [term, lists[i]]));
      return postings(lookup.index, pairs.map(pair => pair[0] + pair[1])).then(joined => {
        joined.forEach((p, i) => {
          add(found.get(pairs[i][0]), p, STEM);
          add(found.get(pairs[i][1]), p, STEM);
        });
        return found;
      });
    });
  }

  function withSlips(lookup, query, found) {
    var index = lookup.index, more = new Map();
    var terms = Array.from(found.keys()).filter(t => lookup.words.has(t) && !lookup.meant.has(t) && T.isCorrectable(t));
    found.forEach((list, term) => { more.set(term, new Map(list)); });
    return Promise.all([
      Promise.all(terms.map(term => neighbours(index, term))),
      Promise.all(wrongStretches(query, found).map(stretch => respell(lookup, stretch)))
    ]).then(both => {
      return Promise.all(both[0].map(meant => postings(index, meant))).then(given => {
        given.forEach((list, i) => {
          list.forEach(p => { add(more.get(terms[i]), p, STEM); });
        });
        both[1].forEach(stretch => {
          if (!stretch.meant.length) return;
          lookup.stretches.set(stretch.text, stretch.own);
          stretch.terms.forEach(term => { more.delete(term); });
          more.set(stretch.text, best([stretch.own].concat(stretch.meant.map(other => other.points))));
        });
        var points = inAll(more);
        if (points.size) {
          terms.forEach((term, i) => {
            lookup.meant.set(term, both[0][i]);
            both[0][i].forEach(word => { lookup.marks.add(word); });
          });
          both[1].forEach(stretch => { lookup.meant.set(stretch.text, stretch.meant.map(other => other.chunk.text)); });
        }
        return points;
      });
    });
  }

  /* the stretches with clusters that no document holds; all, if each stands somewhere */
  function wrongStretches(query, found) {
    var stretches = new Map();
    query.split(' ').forEach(text => {
      var terms = new Set(), chunks = T.queryTerms(text);
      if (chunks.every(chunk => chunk.isWord)) return;
      chunks.forEach(chunk => { chunk.terms.forEach(pair => { terms.add(pair[0]); }); });
      stretches.set(text, { text, terms, own: inAll(new Map(Array.from(terms).map(term => [term, found.get(term) || new Map()]))) });
    });
    var all = Array.from(stretches.values()), wrong = all.filter(stretch => !stretch.own.size);
    return wrong.length ? wrong : all;
  }

  /* resolves to the stretch with what it may be a slip of */
  function respell(lookup, stretch) {
    var index = lookup.index;
    return slips(index).then(known => {
      return Promise.all(respelled(known.clusters, stretch.text).map(chunk => {
        var opened = new Set();
        return ofStretch(index, chunk, opened).then(points => { return { chunk, points, opened }; });
      }));
    }).then(others => {
      var order = new Map(others.map((other, i) => [other, i]));
      stretch.meant = others.filter(other => other.points.size);
      stretch.meant.sort((a, b) => b.points.size - a.points.size || order.get(a) - order.get(b)).splice(MEANT);
      stretch.meant.forEach(other => {
        lookup.stretches.set(other.chunk.text, other.points);
        other.chunk.terms.forEach(pair => { lookup.marks.add(pair[0]); });
        other.opened.forEach(term => { lookup.opened.add(term); });
      });
      return stretch;
    });
  }

  /* the documents that hold all of a stretch; a term is looked for only where the one before it stands */
  function ofStretch(index, chunk, opened) {
    var terms = new Map(), growing = growingOf([chunk]);
    return chunk.terms.reduce((ready, pair) => ready.then(goes => {
      if (!goes) return false;
      var points = new Map();
      terms.set(pair[0], points);
      return posting(index, pair[0]).then(p => {
        add(points, p, STEM);
        return pair[1] && addBeginning(points, index, pair[0], false, growing.has(pair[0]));
      }).then(opens => {
        if (opens) opened.add(pair[0]);
        return points.size;
      });
    }), Promise.resolve(true)).then(goes => goes ? inAll(terms) : new Map());
  }

  function respelled(known, text) {
    var letters = Array.from(text), alphabet = new Set(), blocks = new Set(), found = new Map(), cuts = [];
    if (letters.length > LETTERS) return [];
    letters.forEach((letter, i) => {
      blocks.add(letter.codePointAt(0) >> 7);
      cuts.push([letters.slice(0, i).join(''), letters.slice(i)]);
    });
    cuts.push([text, []]);
    known.forEach((count, cluster) => {
      Array.from(cluster).forEach(letter => { if (blocks.has(letter.codePointAt(0) >> 7)) alphabet.add(letter); });
    });
    function look(other) {
      var chunks = T.queryTerms(other), chunk = chunks[0];
      if (chunks.length !== 1 || found.has(chunk.text) || Array.from(chunk.text).length < letters.length - 1) return;
      found.set(chunk.text, { chunk, at: found.size, count: chunk.isWord ? 0 : Math.min.apply(null, chunk.clusters.map(c => known.get(c) || 0)) });
    }
    function each(make, least) {
      cuts.forEach(cut => { if (cut[1].length >= least) look(cut[0] + make(cut[1])); });
    }
    function eachLetter(make, least) {
      cuts.forEach(cut => { if (cut[1].length >= least) signs.forEach(letter => { look(cut[0] + letter + make(cut[1])); }); });
    }
    var signs = Array.from(alphabet).sort();
    each(after => after[1] + after[0] + after.slice(2).join(''), 2);
    each(after => after.slice(1).join(''), 1);
    eachLetter(after => after.join(''), 0);
    eachLetter(after => after.slice(1).join(''), 1);
    return Array.from(found.values()).filter(other => other.count).sort((a, b) => b.count - a.count || a.at - b.at).slice(0, RESPELLED).map(other => other.chunk);
  }

  function best(lists) {
    var points = new Map();
    lists.forEach(list => {
      list.forEach((score, number) => { points.set(number, Math.max(points.get(number) || 0, score)); });
    });
    return points;
  }

  /* a term and its stem, if the term is one of the commonest */
  function commonForms(index, term) {
    return posting(index, term).then(p => p && p.documents.length * COMMON[1] > index.meta.count * COMMON[0] ? [term, p.stem] : []);
  }

  /* the terms that are found and not among the commonest */
  function rarer(lookup, found) {
    var terms = Array.from(found.keys()).filter(term => found.get(term).size);
    return Promise.all(terms.map(term => commonForms(lookup.index, term))).then(forms => {
      return new Map(terms.filter((term, i) => !forms[i].length).map(term => [term, found.get(term)]));
    });
  }

  function noteCommon(lookup, found) {
    return rarer(lookup, found).then(some => {
      return some.size ? Promise.all(Array.from(lookup.words.keys()).map(term => commonForms(lookup.index, term))) : [];
    }).then(forms => { forms.forEach(pair => { pair.forEach(form => { lookup.common.add(form); }); }); });
  }

  function withSome(lookup, found) {
    var index = lookup.index, terms = Array.from(found.keys()).filter(term => !lookup.words.has(term));
    return Promise.all(terms.map(term => {
      return neighbouringPairs(index, term).then(pairs => postings(index, pairs)).then(given => {
        given.forEach(p => { add(found.get(term), p, PREFIX); });
      });
    })).then(() => rarer(lookup, found)).then(some => {
      var points = inAny(found), telling = inAny(some);
      return telling.size ? new Map(Array.from(telling.keys()).map(number => [number, points.get(number)])) : points;
    });
  }

  /* what terms side by side give to documents that are found */
  function addBesides(lookup, points, besides) {
    return Promise.all(besides.map(pair => {
      var beside = new Map();
      return posting(lookup.index, pair[0]).then(p => {
        add(beside, p, EXACT);
        return pair[1] && addLonger(beside, lookup.index, pair[0]);
      }).then(() => {
        beside.forEach((score, number) => { if (points.has(number)) points.set(number, points.get(number) + score); });
      });
    }));
  }

  /* the corrections to show: what the best document holds */
  function correct(lookup, points, terms, spelling) {
    var first = -1;
    points.forEach((score, number) => {
      if (first < 0 || score > points.get(first) || (score === points.get(first) && number < first)) first = number;
    });
    var typed = Array.from(new Set(Array.from(terms.keys()).concat(Array.from(lookup.meant.keys()).filter(text => lookup.stretches.has(text)))));
    return Promise.all(typed.map(text => {
      var meant = lookup.meant.get(text) || [];
      return postings(lookup.index, [text].concat(meant)).then(found => {
        var at = found.findIndex((p, i) => {
          var stretch = lookup.stretches.get(i ? meant[i - 1] : text);
          return stretch && stretch.has(first) || p && p.documents.includes(first);
        });
        return at === 0 || !meant.length ? null : [spelling.get(text) || T.normalise(text), T.composed(meant[Math.max(0, at - 1)])];
      });
    })).then(corrections => { lookup.corrections = new Map(corrections.filter(Boolean)); });
  }

  function rank(lookup, query) {
    var chunks = T.queryTerms(query), terms = new Map(), typed = new Map(), pairs = [], besides = [], mode = 'all', lists;
    chunks.forEach((chunk, i) => {
      chunk.terms.forEach(pair => { terms.set(pair[0], pair[1] || terms.get(pair[0]) || false); });
      if (!chunk.isWord) return;
      typed.set(chunk.terms[0][0], chunk.text);
      if (!i || !chunks[i - 1].isWord) return;
      var before = chunks[i - 1].terms[0][0], term = chunk.terms[0];
      pairs.push([before, term[0]]);
      besides.push([before + BESIDE + term[0], term[1]]);
    });
    chunks.forEach(chunk => { besides.push.apply(besides, chunk.besides); });
    lookup.words = typed;
    lookup.growing = growingOf(chunks);
    lookup.typed = Array.from(typed).some(entry => entry[0] !== entry[1]) ? typed : new Map();
    function all() {
      return lookUpAll(lookup, terms, pairs).then(found => inAll(lists = found));
    }
    return all().then(points => {
      if (points.size || !lookup.typed.size) return points;
      lookup.folded = true;
      return all();
    }).then(points => {
      if (points.size) return points;
      return Promise.all(Array.from(terms.keys()).map(term => {
        return lookup.words.has(term) ? false : T.toneless(term) !== term || posting(lookup.index, term + VARIANT);
      })).then(differ => {
        if (!differ.some(Boolean)) return points;
        lookup.loose = true;
        mode = 'toneless';
        return all();
      });
    }).then(points => {
      if (points.size) return points;
      return withSlips(lookup, query, lists).then(found => {
        return found.size ? found : withSome(lookup, lists).then(some => {
          if (some.size) mode = 'any';
          return some;
        });
      });
    }).then(points => noteCommon(lookup, lists).then(() => points)).then(points => {
      return addBesides(lookup, points, besides).then(() => correct(lookup, points, terms, typed)).then(() => {
        return { points, mode };
      });
    });
  }

  function text(index, number) {
    var pack = place(index.firsts, number);
    return part(index, 'd', pack, index.texts, values => values[0].map(entry => aboutOf(index, entry))).then(documents => {
      return documents[number - index.firsts[pack]];
    });
  }

  function aboutOf(index, entry) {
    var about = { url: entry[0], lang: entry[1] || index.language, head: entry[2], text: entry[3], areas: entry[4], countries: entry[5], evidence: entry[6] };
    if (entry.length > 7) {
      about['case'] = entry[7];
      about.kind = entry[8];
    }
    return about;
  }

  function closeness(about, chunks, query) {
    var all = T.normalise((about['case'] === undefined ? [about.head, about.text] : [about.head, about['case'], about.text]).join('\n'));
    var unspaced = all.replace(/ /g, '');
    var whole = T.normalise(query).replace(/^ +| +$/g, '');
    return chunks.filter(chunk => (chunk.isWord ? all : unspaced).indexOf(chunk.text) >= 0).length +
      (all.indexOf(whole) >= 0 ? 1 : 0);
  }

  /* ---- narrowing down and sorting: see facets.py */

  function facetsOf(index) {
    return part(index, 'f', 0, index.facetFile, parseFacets).then(facets => (index.facets = facets));
  }

  /* for each document the number of its case */
  function casesOf(index) {
    var cases = [], first = 0;
    index.meta.cases.forEach(count => {
      for (var i = 0; i < count; i++) cases.push(first);
      first += count;
    });
    return cases;
  }

  function allowed(values, filters, except) {
    return Object.keys(filters).every(name => {
      return name === except || !filters[name].length || filters[name].some(value => values(name).indexOf(value) >= 0);
    });
  }

  function inOrder(numbers, points, valuesOf, sort) {
    function value(number) {
      return SORTS[sort] ? Math.max.apply(null, [0].concat(valuesOf(number)(SORTS[sort]).map(Number))) : 0;
    }
    return numbers.sort((a, b) => value(b) - value(a) || points.get(b) - points.get(a) || a - b);
  }

  function counted(numbers, valuesOf, cases, filters, names) {
    var counts = {};
    names.forEach(name => {
      var held = {};
      numbers.forEach(number => {
        if (!allowed(valuesOf(number), filters, name)) return;
        valuesOf(number)(name).forEach(value => { (held[value] = held[value] || new Set()).add(cases[number]); });
      });
      counts[name] = {};
      Object.keys(held).forEach(value => { counts[name][value] = held[value].size; });
    });
    return counts;
  }

  /* ---- asking one index or several */

  function lookupIn(index) {
    return {
      index, loose: false, folded: false, meant: new Map(), corrections: new Map(), stretches: new Map(), marks: new Set(), roots: new Set(),
      opened: new Set(), common: new Set()
    };
  }

  function ask(indexes, query) {
    var lookups = indexes.map(lookupIn);
    return Promise.all(lookups.map(lookup => rank(lookup, query))).then(answers => {
      var points = new Map(), where = new Map();
      var mode = ['all', 'toneless', 'any'].find(m => {
        return answers.some(answer => answer.mode === m && answer.points.size);
      }) || answers[0].mode;
      answers.forEach((answer, place) => {
        if (answer.mode === mode) answer.points.forEach((score, number) => {
          if (score <= (points.has(number) ? points.get(number) : -1)) return;
          points.set(number, score);
          where.set(number, place);
        });
      });
      return { points, where, mode, lookups };
    });
  }

  function isNarrow(filters) {
    return Object.keys(filters).some(name => filters[name].length);
  }

  function browse(indexes) {
    var points = new Map(range(0, indexes[0].meta.count - 1).map(number => [number, 0]));
    return Promise.resolve({ points, where: new Map(), mode: 'browse', lookups: [lookupIn(indexes[0])] });
  }

  /* Resolves to { numbers, groups, points, mode, corrections, counts, load(number) }; a group is [number of a case, its documents that were
     found]. The facets are loaded only where something is narrowed down, sorted by them, or `counting`; without them there are no counts. */
  function search(indexes, query, filters, sort, counting) {
    var chunks = T.queryTerms(query), faceted = counting || isNarrow(filters) || SORTS[sort];
    return Promise.all([chunks.length ? ask(indexes, query) : browse(indexes)].concat(faceted ? indexes.map(facetsOf) : [])).then(ready => {
      var found = ready[0], points = found.points, cases = casesOf(indexes[0]);
      function indexOf(number) { return indexes[found.where.get(number) || 0]; }
      function valuesOf(number) {
        return name => indexOf(number).facets[name](number);
      }
      var everything = Array.from(points.keys());
      var numbers = inOrder(everything.filter(n => !faceted || allowed(valuesOf(n), filters)), points, valuesOf, sort);
      var close = new Map(), checked = chunks.length && !SORTS[sort] ? numbers.slice(0, CHECKED) : [];
      return Promise.all(checked.map(n => {
        return text(indexOf(n), n).then(about => { close.set(n, closeness(about, chunks, query)); });
      })).then(() => {
        checked.sort((a, b) => close.get(b) - close.get(a) || points.get(b) - points.get(a) || a - b);
        numbers = checked.concat(numbers.slice(checked.length));
        var groups = new Map(), wanted = found.lookups.map(lookup => wantedOf(chunks, lookup, found.mode));
        numbers.forEach(n => {
          if (!groups.has(cases[n])) groups.set(cases[n], []);
          groups.get(cases[n]).push(n);
        });
        return {
          numbers,
          groups: Array.from(groups),
          points,
          mode: found.mode,
          corrections: Array.from(found.lookups[0].corrections),
          counts: counting ? counted(everything, valuesOf, cases, filters, Object.keys(indexes[0].facets)) : null,
          load: number => {
            var marks = wanted[found.where.get(number) || 0];
            return text(indexOf(number), number).then(about => {
              return { about, heading: excerpt(about.head, marks, about.head.length), excerpt: excerpt(about.text, marks, LENGTH) };
            });
          }
        };
      });
    });
  }

  /* ---- excerpts: see excerpt.py */

  var UNIT = new RegExp('[\\u0e40-\\u0e44\\u0ec0-\\u0ec4]*[\\s\\S](?:\\u17d2[\\u1780-\\u17b3]|\\u1039' + T.BURMESE + '|[\\u0300-\\u036f\\u0b82\\u0bbe-\\u0bcd' +
    '\\u0bd7\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb3-\\u0ebc\\u0ec8-\\u0ece\\u17b4-\\u17d1\\u17d3\\u17dd' + T.BURMESE_ORDER +
    '\\u00ad\\u034f\\u200b-\\u200f\\u2060-\\u2064\\ufe00-\\ufe0f\\ufeff])*', 'gu');

  function wantedOf(chunks, lookup, mode) {
    var exact = new Set(lookup.marks), beginnings = new Set(lookup.opened), pairs = [];
    chunks.forEach(chunk => {
      chunk.terms.forEach(pair => { exact.add(pair[0]); });
      if (!chunk.isWord) pairs.push(chunk.terms.length);
    });
    lookup.roots.forEach(root => { if (root.length >= ROOT) beginnings.add(root); });
    lookup.common.forEach(form => {
      exact.delete(form);
      beginnings.delete(form);
    });
    beginnings = Array.from(beginnings);
    return {
      exact,
      beginnings,
      least: pairs.length && Math.min.apply(null, pairs) > 2 && mode !== 'any' ? 2 : 1,
      clean: lookup.loose ? T.toneless : term => term,
      has: term => { return exact.has(term) || beginnings.some(b => term.startsWith(b)); }
    };
  }

  function places(text) {
    var parts = [], starts = [], origins = [], total = 0;
    (text.match(/[ \n]|[^ \n]+/g) || []).reduce((at, stretch) => {
      var whole = T.normalise(stretch), plain = whole === stretch.toLowerCase() && whole.length === stretch.length;
      var units = plain ? stretch.split('') : stretch.match(UNIT);
      units.reduce((origin, unit) => {
        var normalised = plain ? unit.toLowerCase() : T.normalise(unit);
        parts.push(normalised);
        starts.push(total);
        origins.push(origin);
        total += normalised.length;
        return origin + unit.length;
      }, at);
      return at + stretch.length;
    }, 0);
    origins.push(text.length);
    return T.pieces(parts.join('')).map(piece => {
      return {
        text: piece.text, run: piece.run, isWord: piece.isWord,
        start: origins[place(starts, piece.start)],
        end: origins[place(starts, piece.start + piece.text.length - 1) + 1]
      };
    });
  }

  function pairWidth(found, i, wanted) {
    var after = found[i + 1] && found[i + 1].run === found[i].run ? found[i + 1] : null;
    var alone = wanted.clean(found[i].text);
    if (after && wanted.has(alone + wanted.clean(after.text))) {
      return wanted.beginnings.some(b => alone.startsWith(b)) ? 1 : 2;
    }
    return wanted.exact.has(alone) ? 1 : 0;
  }

  function marksOf(found, wanted) {
    var marks = [], runs = [], openAt = -1;
    found.forEach((piece, i) => {
      if (piece.isWord) {
        if (wanted.has(T.fold(piece.text))) marks.push([piece.start, piece.end]);
        return;
      }
      var width = pairWidth(found, i, wanted);
      if (!width) return;
      var end = found[i + width - 1].end;
      if (openAt >= i && runs.length) {
        runs[runs.length - 1][1] = end;
        runs[runs.length - 1][2]++;
      } else {
        runs.push([piece.start, end, 1]);
      }
      openAt = i + width - 1;
    });
    var longest = runs.reduce((most, run) => Math.max(most, run[2]), 0);
    var least = longest > 1 ? 2 : wanted.least;
    runs.forEach(run => { if (run[2] >= least) marks.push([run[0], run[1]]); });
    return marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  function excerpt(whole, wanted, length) {
    var found = places(whole), marks = marksOf(found, wanted);
    if (whole.length <= length) return { text: whole, marks };
    function within(start, end) {
      return marks.filter(m => start <= m[0] && m[1] <= end).length;
    }
    var anchor = 0, most = -1;
    marks.forEach(mark => {
      var count = within(mark[0], mark[0] + length - BEFORE);
      if (count > most) {
        most = count;
        anchor = mark[0];
      }
    });
    var start = anchor <= BEFORE ? 0 : found.find(p => p.start >= anchor - BEFORE).start;
    var end = found.reduce((last, p) => p.end <= start + length && p.end > last ? p.end : last, 0) || length;
    var before = start ? '\u2026' : '', shift = before.length - start;
    return {
      text: before + whole.slice(start, end) + (end < whole.length ? '\u2026' : ''),
      marks: marks.filter(m => start <= m[0] && m[1] <= end).map(m => [m[0] + shift, m[1] + shift])
    };
  }

  global.kbEngine = {
    setRoot: path => { root = path === './' ? '' : path; },
    open,
    search
  };
})(window);
