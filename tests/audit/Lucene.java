// Reads what `kb export opensearch` writes as OpenSearch does: with Jackson, into an index of Lucene, whose analyzer, similarity and fields are those
// of the mapping file; then answers requests of `kb export query`. What it does not know is an error, so that nothing is passed over.
//
// java -cp ... Lucene.java FOLDER: FOLDER holds, by language, `xx.mapping.json`, `xx.0001.ndjson` ... and `xx.requests.json`, a list of requests.
// Writes to each language `xx.found.json`: {"terms": {field: {term: {document: how often}}}, "answers": [[[document, score], ...], ...]}.

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.automaton.RegExp;

class Lucene {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    static final FieldType LINES = new FieldType();

    static {
        LINES.setIndexOptions(IndexOptions.DOCS_AND_FREQS); // index_options: freqs
        LINES.setTokenized(true);
        LINES.freeze();
    }

    final Analyzer analyzer;
    final Similarity similarity;
    final JsonNode properties;

    Lucene(JsonNode mapping) {
        known(mapping, "settings", "mappings");
        JsonNode index = mapping.get("settings").get("index");
        known(index, "number_of_shards", "similarity", "analysis");
        JsonNode bm25 = index.get("similarity").get("default");
        known(bm25, "type", "k1", "b");
        expect(bm25.get("type").asText(), "BM25");
        similarity = new BM25Similarity((float) bm25.get("k1").asDouble(), (float) bm25.get("b").asDouble());
        JsonNode lines = index.get("analysis").get("analyzer").get("lines");
        known(lines, "type", "tokenizer");
        expect(lines.get("type").asText(), "custom");
        JsonNode tokenizer = index.get("analysis").get("tokenizer").get(lines.get("tokenizer").asText());
        known(tokenizer, "type", "pattern");
        expect(tokenizer.get("type").asText(), "pattern");
        Pattern pattern = Pattern.compile(tokenizer.get("pattern").asText());
        analyzer = new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer source = new PatternTokenizer(pattern, -1); // -1: the pattern is what stands between tokens
                return new TokenStreamComponents(source);
            }
        };
        known(mapping.get("mappings"), "dynamic", "properties");
        expect(mapping.get("mappings").get("dynamic").asText(), "strict");
        properties = mapping.get("mappings").get("properties");
    }

    static void known(JsonNode object, String... names) {
        Set<String> others = new TreeSet<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(Arrays.asList(names));
        if (!others.isEmpty()) throw new IllegalArgumentException("not known: " + others);
    }

    static void expect(String found, String wanted) {
        if (!found.equals(wanted)) throw new IllegalArgumentException(found + " instead of " + wanted);
    }

    static Iterable<Map.Entry<String, JsonNode>> entries(JsonNode object) {
        return object::fields;
    }

    // ---- documents

    void add(Document document, String before, JsonNode values, JsonNode mappings) {
        for (Map.Entry<String, JsonNode> entry : entries(values)) {
            JsonNode mapping = mappings.get(entry.getKey());
            if (mapping == null) throw new IllegalArgumentException("strict: " + entry.getKey());
            String name = before + entry.getKey();
            JsonNode value = entry.getValue();
            if (mapping.has("properties")) {
                add(document, name + ".", value, mapping.get("properties"));
                continue;
            }
            switch (mapping.get("type").asText()) {
                case "object":
                    if (mapping.get("enabled").asBoolean(true)) throw new IllegalArgumentException(name);
                    break;
                case "text":
                    known(mapping, "type", "analyzer", "index_options");
                    expect(mapping.get("analyzer").asText() + " " + mapping.get("index_options").asText(), "lines freqs");
                    document.add(new Field(name, value.textValue(), LINES));
                    break;
                case "keyword":
                    for (JsonNode one : value.isArray() ? value : JSON.createArrayNode().add(value)) {
                        document.add(new StringField(name, one.textValue(), Field.Store.NO));
                    }
                    break;
                case "integer":
                    document.add(new NumericDocValuesField(name, value.intValue()));
                    break;
                default:
                    throw new IllegalArgumentException(mapping.toString());
            }
        }
    }

    void read(Path bulk, IndexWriter writer) throws Exception {
        byte[] bytes = Files.readAllBytes(bulk);
        List<JsonNode> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(JSON.readTree(bytes, start, i - start));
                start = i + 1;
            }
        }
        if (start != bytes.length || lines.size() % 2 != 0) throw new IllegalArgumentException("not whole: " + bulk);
        for (int i = 0; i < lines.size(); i += 2) {
            known(lines.get(i), "index");
            known(lines.get(i).get("index"), "_id");
            Document document = new Document();
            document.add(new StringField("_id", lines.get(i).get("index").get("_id").textValue(), Field.Store.YES));
            add(document, "", lines.get(i + 1), properties);
            writer.addDocument(document);
        }
    }

    // ---- requests: https://docs.opensearch.org/latest/query-dsl/

    Query query(JsonNode node) {
        if (node.size() != 1) throw new IllegalArgumentException(node.toString());
        Map.Entry<String, JsonNode> entry = node.fields().next();
        JsonNode body = entry.getValue();
        switch (entry.getKey()) {
            case "match_none":
                return new MatchNoDocsQuery();
            case "bool":
                return bool(body);
            case "multi_match":
                return multiMatch(body);
            case "regexp": {
                Map.Entry<String, JsonNode> field = body.fields().next();
                known(field.getValue(), "value", "flags", "boost");
                expect(field.getValue().get("flags").asText(), "NONE");
                Term term = new Term(checked(field.getKey()), field.getValue().get("value").textValue());
                return new BoostQuery(new RegexpQuery(term, RegExp.NONE), field.getValue().get("boost").floatValue());
            }
            case "terms": {
                Map.Entry<String, JsonNode> field = body.fields().next();
                List<BytesRef> values = new ArrayList<>();
                for (JsonNode value : field.getValue()) values.add(new BytesRef(value.textValue()));
                return new TermInSetQuery(checked(field.getKey()), values);
            }
            default:
                throw new IllegalArgumentException(entry.getKey());
        }
    }

    String checked(String field) {
        JsonNode found = properties;
        for (String part : field.split("\\.")) found = found.has("properties") ? found.get("properties").get(part) : found.get(part);
        if (found == null) throw new IllegalArgumentException("no field " + field);
        return field;
    }

    Query bool(JsonNode body) {
        known(body, "must", "should", "filter", "minimum_should_match");
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        Map<String, BooleanClause.Occur> kinds = Map.of("must", BooleanClause.Occur.MUST, "should", BooleanClause.Occur.SHOULD, "filter", BooleanClause.Occur.FILTER);
        for (String kind : List.of("must", "should", "filter")) {
            if (body.has(kind)) for (JsonNode clause : body.get(kind)) builder.add(query(clause), kinds.get(kind));
        }
        if (body.has("minimum_should_match")) builder.setMinimumNumberShouldMatch(body.get("minimum_should_match").asInt());
        return builder.build();
    }

    // most_fields: a DisjunctionMaxQuery of the fields whose other scores count in full (MultiMatchQueryBuilder.Type.MOST_FIELDS)
    Query multiMatch(JsonNode body) {
        known(body, "query", "type", "fields", "boost");
        expect(body.get("type").asText(), "most_fields");
        List<Query> fields = new ArrayList<>();
        for (JsonNode each : body.get("fields")) {
            String[] parts = each.textValue().split("\\^");
            Query query = new QueryBuilder(analyzer).createBooleanQuery(checked(parts[0]), body.get("query").textValue());
            if (!(query instanceof TermQuery)) throw new IllegalArgumentException("no single term: " + body);
            fields.add(new BoostQuery(query, Float.parseFloat(parts[1])));
        }
        return new BoostQuery(new DisjunctionMaxQuery(fields, 1.0f), body.get("boost").floatValue());
    }

    Sort sort(JsonNode request) {
        expect(request.get("sort").toString(), "[\"_score\",{\"number\":{\"order\":\"asc\"}}]");
        return new Sort(SortField.FIELD_SCORE, new SortField("number", SortField.Type.INT));
    }

    // ---- what was found

    static ObjectNode terms(IndexReader reader, JsonNode fields) throws Exception {
        ObjectNode all = JSON.createObjectNode();
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            ObjectNode found = all.putObject(name);
            Terms terms = MultiTerms.getTerms(reader, "terms." + name);
            if (terms == null) continue;
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                ObjectNode postings = found.putObject(term.utf8ToString());
                PostingsEnum documents = each.postings(null, PostingsEnum.FREQS);
                while (documents.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
                    postings.put(reader.document(documents.docID()).get("_id"), documents.freq());
                }
            }
        }
        return all;
    }

    void run(Path folder, String language) throws Exception {
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(f -> f.getFileName().toString().matches(Pattern.quote(language) + "\\.\\d+\\.ndjson")).sorted().collect(Collectors.toList());
        }
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setSimilarity(similarity))) {
            for (Path part : parts) read(part, writer);
            writer.forceMerge(1);
        }
        ObjectNode found = JSON.createObjectNode();
        found.put("lucene", org.apache.lucene.util.Version.LATEST.toString());
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            found.set("terms", terms(reader, properties.get("terms").get("properties")));
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(similarity);
            ArrayNode answers = found.putArray("answers");
            for (JsonNode request : JSON.readTree(folder.resolve(language + ".requests.json").toFile())) {
                known(request, "size", "track_total_hits", "_source", "query", "sort", "collapse", "aggs");
                ArrayNode answer = answers.addArray();
                for (ScoreDoc hit : searcher.search(query(request.get("query")), Math.max(1, reader.maxDoc()), sort(request), true).scoreDocs) {
                    answer.addArray().add(reader.document(hit.doc).get("_id")).add(hit.score);
                }
            }
        }
        JSON.writeValue(folder.resolve(language + ".found.json").toFile(), found);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (File file : folder.toFile().listFiles()) {
            if (!file.getName().endsWith(".mapping.json")) continue;
            String language = file.getName().substring(0, file.getName().indexOf('.'));
            new Lucene(JSON.readTree(file)).run(folder, language);
        }
    }
}
