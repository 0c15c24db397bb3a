/// People as an OpenID Connect provider names them: its keys, its tokens, and what their claims stand for.
@NullMarked
package dev.outlay.server.oidc;

import org.jspecify.annotations.NullMarked;
