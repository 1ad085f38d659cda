package org.annals.importing;

/// One record of a CSV file.
///
/// @param line on which it begins, counted from 1
/// @param values as many as the record has; none when it is `oversized`
/// @param lines that it spans, more than one when quoted values hold line breaks
/// @param oversized longer than the limit, so that its values were not kept
record CsvRow(long line, String[] values, int lines, boolean oversized) {}
