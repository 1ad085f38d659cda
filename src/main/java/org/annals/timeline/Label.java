package org.annals.timeline;

/// A value as written in a filter, and what people read.
record Label(String value, String label) {}
