/// Problems, browsers and addresses over HTTP.
@NullMarked
package org.annals.platform.http;

import org.jspecify.annotations.NullMarked;
