package org.annals.time;

import java.util.Optional;

record AllOf(String edtf) implements EventDate {
    @Override
    public Extent extent(int confirmedDay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Precision precision() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Qualifier> qualifier() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean ongoing() {
        return false;
    }
}
