/* Text -> terms, exactly as builder/search/tokenize.py does it: change both, and raise VERSION; tests/search/test_vectors.py holds
   them equal. Only NFKC, NFD (UAX #15), lower case and explicit ranges of Unicode 14.0: no Intl and no \p{...}, whose tables differ
   from browser to browser. Chapters are those of The Unicode Standard, 14.0. */
(function (global) {
  'use strict';
  var VERSION = 4;
  var END = '.'; /* the mark after the last cluster of a run; no cluster holds it */
  var TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
  var BESIDE = ' '; /* divides two neighbouring words, or a pair of clusters and the cluster behind it */
  /* Lone surrogates, and what Unicode 15.0 to 17.0 added and maps to something else: engines disagree, so it becomes U+FFFD. */
  var UNKNOWN = new RegExp('[\\ud800-\\udfff\\u1c89\\ua7cb\\ua7cc\\ua7ce\\ua7d2\\ua7d4\\ua7da\\ua7dc\\ua7f1\\u{10d50}-\\u{10d65}\\u{16ea0}-\\u{16eb8}' +
    '\\u{1ccd6}-\\u{1ccf9}\\u{1e030}-\\u{1e06d}]', 'gu');
  /* Default_Ignorable_Code_Point (UAX #44): what is not seen. */
  var IGNORED = new RegExp('[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164' +
    '\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]', 'gu');
  /* Decimal digits (Numeric_Type, UAX #44) of Thai, Lao, Khmer, Burmese, Shan and Tamil. */
  var DIGIT = /[\u0e50-\u0e59\u0ed0-\u0ed9\u17e0-\u17e9\u1040-\u1049\u1090-\u1099\u0be6-\u0bef]/g;
  var ZEROS = [0x0e50, 0x0ed0, 0x17e0, 0x1040, 0x1090, 0x0be6];
  var THAI_LAO_MARKS = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]{2,}/g;
  /* A base, and the coengs, vowels and signs behind it (chapter 16.4). */
  var KHMER = /([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)/g;
  var COENG = /\u17d2[\u1780-\u17b3]/g;
  /* Marks of the Myanmar script (Burmese, Shan, Mon, Karen) in the order of UTN #11, but dot below, asat and a virama that stacks
     nothing as NFKC has them: classes 7, 9 and 9. Signs are all but these last two; what else there is in the blocks is a base. */
  var BURMESE_ORDER = '\u103b\u105e\u105f\u103c\u103d\u1082\u103e\u1060\u1031\u1084' +
    '\u102d\u102e\u1032\u1033\u1034\u1035\u1071\u1072\u1073\u1074\u1085\u109d\ua9e5\u102f\u1030\u1058\u1059\u1086' +
    '\u102b\u102c\u1056\u1057\u1062\u1063\u1067\u1068\u1083\u1036\u1064\u1069\u106a\u106b\u106c\u106d' +
    '\u1037\u103a\u1039\u1038\u1087\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\uaa7b\uaa7c\uaa7d\u108d';
  var SIGNS = BURMESE_ORDER.replace('\u103a\u1039', '');
  var BURMESE = '(?![' + BURMESE_ORDER + '])[\\u1000-\\u103f\\u104e\\u1050-\\u108f\\ua9e0-\\ua9fe\\uaa60-\\uaa7f]';
  var BURMESE_MARKS = new RegExp('(?:[' + SIGNS + '\\u103a]|\\u1039(?!' + BURMESE + ')){2,}', 'g');
  /* UAX #29's extended grapheme clusters, made larger: Thai (chapter 16.1), Lao (16.2), Khmer (16.4), Burmese (16.3, UTN #11), Han. */
  var CLUSTER = '[\\u0e40-\\u0e44]?[\\u0e01-\\u0e2e][\\u0e30-\\u0e3a\\u0e45\\u0e47-\\u0e4e]*' +
    '|[\\u0ec0-\\u0ec4]?[\\u0e81-\\u0eae\\u0edc-\\u0edf][\\u0eb0-\\u0ebd\\u0ec8-\\u0ece]*' +
    '|[\\u1780-\\u17b3](?:\\u17d2[\\u1780-\\u17b3]|[\\u17b6-\\u17d1\\u17d3\\u17dd])*' +
    '|' + BURMESE + '(?:\\u1039' + BURMESE + '|[' + SIGNS + '\\u103a])*' +
    '(?:' + BURMESE + '\\u1037?\\u103a(?:\\u1039' + BURMESE + ')?[' + SIGNS + ']*)*' +
    '|[\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
  /* ASCII, Latin to IPA, combining marks, Greek, Cyrillic, Tamil (chapter 12.6), more Latin, Hangul, kana. */
  var LETTER = '[0-9a-z\\u00aa\\u00b5\\u00ba\\u00df-\\u00f6\\u00f8-\\u024f\\u0250-\\u02af\\u0300-\\u036f\\u0370-\\u03ff\\u0400-\\u052f' +
    '\\u0b80-\\u0bff\\u1e00-\\u1eff\\uac00-\\ud7a3\\u3041-\\u30ff]';
  /* An apostrophe between two letters belongs to the word (UAX #29, rules WB6 and WB7). */
  var TOKEN = new RegExp('(' + CLUSTER + ')|(' + LETTER + "+(?:['\\u2019]" + LETTER + '+)*)|( )|[\\s\\S]', 'gu');
  var BARE = new RegExp('^' + BURMESE + '$');
  var CORRECTABLE = new RegExp('^(?:(?![0-9])' + LETTER + '){4,}$');
  var ROUNDS = 4; /* a mark that moves can make another rule apply */

  function digit(character) {
    var code = character.charCodeAt(0);
    return code - ZEROS.find(zero => code >= zero && code < zero + 10);
  }

  /* Array.sort is stable only since ES2019. */
  function sorted(items, key) {
    return items
      .map((item, index) => [key(item), index, item])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(entry => entry[2]);
  }

  function sortMarks(marks, key) { return sorted(marks.split(''), key).join(''); }

  /* Canonical combining class (UnicodeData.txt, field 3); marks of class 0 move, too, so that nikhahit stands before tones. */
  function markClass(mark) {
    if (mark === '\u0ebc') return -1;
    if (mark === '\u0e3a' || mark === '\u0eba') return 9;
    if (mark === '\u0e38' || mark === '\u0e39') return 103;
    if (mark >= '\u0e48' && mark <= '\u0e4b') return 107;
    if (mark === '\u0eb8' || mark === '\u0eb9') return 118;
    return mark >= '\u0ec8' && mark <= '\u0ecb' ? 122 : 0;
  }

  /* Shifter, vowels, signs (chapter 16.4). */
  function khmerClass(mark) {
    return mark === '\u17c9' || mark === '\u17ca' ? 0 : mark >= '\u17b6' && mark <= '\u17c5' ? 1 : 2;
  }

  /* Coeng DA is drawn as coeng TA; coeng RO stands last; vowels in two parts have no decomposition that NFKC could join. */
  function khmerCluster(whole, base, rest) {
    var coengs = (rest.match(COENG) || []).map(c => c.replace('\u178a', '\u178f'));
    var marks = sortMarks(rest.replace(COENG, ''), khmerClass).replace(/\u17c1\u17b8/g, '\u17be').replace(/\u17c1\u17b6/g, '\u17c4');
    return base + sorted(coengs, c => c[1] === '\u179a').join('') + marks;
  }

  /* NFKC takes Thai and Lao AM apart. Lower case: SpecialCasing.txt (chapter 3.13), both sigmas as one. Then other spellings of one
     thing: two E look like one AE, the Lao semivowel sign LO stands for LO; in Burmese, U with asat looks like NYA with asat. */
  function normaliseOnce(text) {
    return text.replace(UNKNOWN, '\ufffd').replace(IGNORED, '').normalize('NFKC').toLowerCase().normalize('NFKC')
      .replace(DIGIT, digit).replace(/\u03c2/g, '\u03c3')
      .replace(THAI_LAO_MARKS, marks => sortMarks(marks, markClass))
      .replace(/\u0e40\u0e40/g, '\u0e41').replace(/\u0ec0\u0ec0/g, '\u0ec1').replace(/\u0ebc/g, '\u0ea5')
      .replace(KHMER, khmerCluster)
      .replace(BURMESE_MARKS, marks => sortMarks(marks, c => BURMESE_ORDER.indexOf(c)))
      .replace(/\u1025\u103a/g, '\u1009\u103a');
  }

  function normalise(text) {
    for (var round = 0, before = null; round < ROUNDS && text !== before; round++) {
      before = text;
      text = normaliseOnce(text);
    }
    return text;
  }

  /* Without accents (NFD, block U+0300-036F) and apostrophes; the bar of U+0111 is no mark and has no decomposition. */
  function fold(word) {
    return word.normalize('NFD').replace(/\u0111/g, 'd').replace(/[\u0300-\u036f'\u2019]/g, '');
  }

  /* A word as it is written; of a Vietnamese syllable the tone stands at the end, wherever the writer set it. */
  function accented(word) {
    var letters = word.replace(/\u2019/g, "'").normalize('NFD');
    return letters.replace(TONE, '').normalize('NFC') + (letters.match(TONE) || []).join('');
  }

  /* Normalised text as people write it: SARA AM and the Lao AM are one letter. */
  function composed(text) { return text.replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33').replace(/\u0ecd([\u0ec8-\u0ecb]?)\u0eb2/g, '$1\u0eb3'); }

  /* Without the tone marks of Thai and Lao, which many leave out when they search. */
  function toneless(term) { return term.replace(/[\u0e48-\u0e4b\u0ec8-\u0ecb]/g, ''); }

  /* A word that a typing error is looked for in. */
  function isCorrectable(term) { return CORRECTABLE.test(term); }

  /* A Burmese consonant without a mark: it may become the end of the syllable before it. */
  function isBare(cluster) { return BARE.test(cluster); }

  /* Words and clusters. A space does not end a run of clusters; any other sign does. */
  function pieces(normalised) {
    var found = [], run = 0, inRun = false, spaced = false, match;
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(normalised))) {
      if (match[3]) { spaced = true; continue; }
      var isCluster = !!match[1], isWord = !!(match[2] && fold(match[2]));
      if (!(isCluster && inRun)) run++;
      inRun = isCluster;
      if (isCluster || isWord) found.push({ text: match[0], start: match.index, run, isWord, spaced });
      spaced = false;
    }
    return found;
  }

  /* A word, folded; a cluster and the next one of its run, or END. */
  function indexTerms(text) {
    return pieces(normalise(text)).map((piece, index, all) => {
      if (piece.isWord) return fold(piece.text);
      var next = all[index + 1];
      return piece.text + (next && next.run === piece.run ? next.text : END);
    });
  }

  /* Pairs; the last is open, and the one before it, if a Burmese consonant may yet close the syllable before it. */
  function clusterChunk(clusters) {
    var pairs = clusters.length < 2 ? clusters : clusters.slice(1).map((c, i) => clusters[i] + c);
    var firstOpen = pairs.length - 1;
    if (clusters.length > 2 && isBare(clusters[clusters.length - 1])) firstOpen--;
    return {
      text: clusters.join(''),
      terms: pairs.map((p, i) => [p, i >= firstOpen]),
      isWord: false,
      clusters,
      besides: clusters.slice(2).map((c, i) => [pairs[i] + BESIDE + c, i + 1 >= firstOpen])
    };
  }

  /* Terms in chunks; the last word is open: it may still be being typed. */
  function queryTerms(query) {
    var normalised = normalise(query), chunks = [], clusters = [];
    pieces(normalised).forEach((piece, index, all) => {
      var after = all[index + 1];
      if (piece.isWord) {
        chunks.push({ text: piece.text, terms: [[fold(piece.text), !after && !/ $/.test(normalised)]], isWord: true, clusters: [], besides: [] });
        return;
      }
      clusters.push(piece.text);
      if (!after || after.run !== piece.run || after.spaced) {
        chunks.push(clusterChunk(clusters));
        clusters = [];
      }
    });
    return chunks;
  }

  global.kbTokenize = {
    VERSION, BESIDE, BURMESE, BURMESE_ORDER, normalise, composed, accented, fold, toneless, isCorrectable, isBare, pieces, indexTerms, queryTerms
  };
})(this);
