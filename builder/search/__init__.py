"""The search: documents, tokens, the index of record (Whoosh), and the shards that the browser reads."""
