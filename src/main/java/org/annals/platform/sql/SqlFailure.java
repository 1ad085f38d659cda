package org.annals.platform.sql;

import java.sql.SQLException;

/// The database refused or could not be reached; the cause says why.
public final class SqlFailure extends RuntimeException {

    public SqlFailure(SQLException cause) {
        super(cause);
    }
}
