package org.annals.time;

/// One side of an interval: a date, or the reason why there is none.
sealed interface End permits Single, End.Undated {
    /// A side without a date. The two are kept apart: an end that nobody knows is not "no end".
    enum Undated implements End {
        /// `..`: without limit.
        OPEN,
        /// Nothing written: there is a limit and nobody knows it.
        UNKNOWN
    }

    static void write(StringBuilder text, End end) {
        switch (end) {
            case Single date -> date.write(text);
            case Undated.OPEN -> text.append("..");
            case Undated.UNKNOWN -> {}
        }
    }
}
