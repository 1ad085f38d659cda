package org.annals.time;

/// In which order the day and the month of `03/04/2013` stand.
public enum NumericOrder {
    /// Nobody said: refused when both orders give a date.
    UNKNOWN,
    /// 3 April 2013.
    DAY_FIRST,
    /// 4 March 2013.
    MONTH_FIRST
}
