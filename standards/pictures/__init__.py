"""Pictures for readers as numbers: where bars, boxes, arrows and words stand; no colours."""
