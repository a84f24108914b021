"""Finding records by what people type: reading it, asking the index, ranking what answers, showing why."""
