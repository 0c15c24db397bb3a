package dev.outlay.connect.channel;

import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.units.CallersMistake;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody wrote about one channel. Every getter throws [CallersMistake], with the line, where the value
/// cannot be understood; no message holds a secret. Immutable and thread-safe.
public final class ChannelSettings {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private final String name;
    private final YamlMap map;
    private final Secrets secrets;

    ChannelSettings(String name, YamlMap map, Secrets secrets) {
        this.name = name;
        this.map = map;
        this.secrets = secrets;
    }

    /// The name of the channel.
    public String name() {
        return name;
    }

    /// The text of a key that must be there.
    public String text(String key) {
        return map.required(key).text();
    }

    /// The text of a key, or what holds without it.
    public String text(String key, String otherwise) {
        return map.get(key).map(YamlValue::text).orElse(otherwise);
    }

    /// The texts of a key that must be there: one, or a list of at least one.
    public List<String> texts(String key) {
        YamlValue value = map.required(key);
        if (value instanceof YamlText) {
            return List.of(value.text());
        }
        List<String> texts = value.list().items().stream().map(YamlValue::text).toList();
        if (texts.isEmpty()) {
            throw value.mistake(key + " is empty: name at least one");
        }
        return texts;
    }

    /// The texts of a map by its keys; empty where the key is not there.
    public YamlMap map(String key) {
        return map.get(key).map(YamlValue::map).orElseGet(() -> new YamlMap(map.where(), Map.of()));
    }

    /// The secret of a key that must be there, and be readable now.
    public Secret secret(String key) {
        return secret(
                key,
                map.get(key)
                        .orElseThrow(() -> map.mistake("the channel " + name + " has no secret: write " + key
                                + ": env:NAME or " + key + ": file:PATH")));
    }

    /// The secret of a key; empty where the key is not there.
    public Optional<Secret> secretOrNone(String key) {
        return map.get(key).map(value -> secret(key, value));
    }

    /// The secret of a key without which a channel is open to everybody; empty where `auth: none` says that this is
    /// meant.
    public Optional<Secret> secretUnlessOpen(String key) {
        Optional<String> auth = map.get("auth").map(value -> {
            if (!value.text().equals("none")) {
                throw value.mistake("auth takes none, for a receiver that asks for no secret, not " + value.text());
            }
            return value.text();
        });
        Optional<Secret> secret = secretOrNone(key);
        if (secret.isPresent() && auth.isPresent()) {
            throw map.mistake("the channel " + name + " has a secret and says auth: none: leave one out");
        }
        if (secret.isEmpty() && auth.isEmpty()) {
            throw map.mistake("the channel " + name + " has no secret: write " + key + ": env:NAME or " + key
                    + ": file:PATH, or auth: none where the receiver asks for none");
        }
        return secret;
    }

    /// The address of a key: https, or http to this machine.
    public URI address(String key) {
        YamlValue value = map.required(key);
        return address(value, value.text());
    }

    /// See [#address(String)]; `otherwise` holds where the key is not there.
    public URI address(String key, String otherwise) {
        return map.get(key).map(value -> address(value, value.text())).orElseGet(() -> URI.create(otherwise));
    }

    /// The address of a key that is itself a secret, because whoever knows it may send.
    public Secret secretAddress(String key) {
        Secret secret = secret(key);
        address(map.required(key), secret.reveal());
        return secret;
    }

    /// How long one sending may take.
    public Duration timeout() {
        return duration("timeout", USUAL_TIMEOUT, LONGEST_TIMEOUT);
    }

    /// The duration of a key, such as PT30S, above zero and up to a longest one.
    public Duration duration(String key, Duration otherwise, Duration longest) {
        return map.get(key)
                .map(value -> {
                    try {
                        Duration duration = Duration.parse(value.text());
                        if (duration.isPositive() && duration.compareTo(longest) <= 0) {
                            return duration;
                        }
                    } catch (DateTimeException e) {
                        throw new CallersMistake(
                                value.where() + ": " + key + " is no duration: " + value.text() + "; write "
                                        + otherwise,
                                e);
                    }
                    throw value.mistake(key + " is above zero and at most " + longest + ": " + value.text());
                })
                .orElse(otherwise);
    }

    /// The mistake that the value of a key makes.
    public CallersMistake mistake(String key, String sentence) {
        return map.get(key).map(value -> value.mistake(sentence)).orElseGet(() -> map.mistake(sentence));
    }

    /// Whether a host is this machine.
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    private Secret secret(String key, YamlValue value) {
        if (!(value instanceof YamlText text)) {
            throw value.mistake(key + " takes env:NAME or file:PATH");
        }
        try {
            Secret secret = secrets.at(text.value());
            secret.reveal();
            return secret;
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(
                    value.where() + ": the channel " + name + " has no secret in " + key + ": " + e.getMessage(), e);
        }
    }

    private static URI address(YamlValue value, String text) {
        try {
            return safe(text);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(value.where() + ": " + e.getMessage(), e);
        }
    }

    /// An address that secrets may go to. Throws [IllegalArgumentException], without the address, which may be a
    /// secret itself.
    static URI safe(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            // the cause would show the address
            throw noAddress();
        }
        String host = uri.getHost();
        boolean safe =
                "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && host != null && isLoopback(host));
        if (host == null || !safe) {
            throw noAddress();
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("an address holds no user, no password and no part after #");
        }
        return uri;
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("an address starts with https:// and names a host; http:// is for this"
                + " machine only, 127.0.0.1 or localhost");
    }
}
