"""Erasure: a person is taken out by id and by exact fields; what may name them in words is listed, place by place."""
