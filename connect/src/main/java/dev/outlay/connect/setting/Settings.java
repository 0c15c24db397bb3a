package dev.outlay.connect.setting;

import dev.outlay.connect.setting.Setting.Kind;
import dev.outlay.report.Column;
import dev.outlay.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every setting of Outlay, in the order in which they are shown. What feeds, channels and grids need beside them
/// is named by those, and secrets stay in the variables that their files refer to.
public final class Settings {

    public static final List<Setting> ALL = List.of(
            open(
                    "OUTLAY_HOME",
                    "$XDG_DATA_HOME/outlay, else ~/.local/share/outlay",
                    "where the ledger, uploads and server.json lie"),
            new Setting("OUTLAY_STORE", "duckdb: and ledger.duckdb in the home", "the ledger", Kind.ADDRESS),
            open("OUTLAY_PORT", "8052", "the port; 0 takes any free one"),
            open("OUTLAY_HOST", "127.0.0.1", "the address that the server listens on"),
            open("OUTLAY_AUTH", "none, or token with a provider", "how visitors say who they are: none, token"),
            new Setting(
                    "OUTLAY_OIDC_ISSUER", "none", "the OpenID Connect provider whose tokens are taken", Kind.ADDRESS),
            open("OUTLAY_OIDC_AUDIENCE", "none", "what its tokens for this server are made out to"),
            open("OUTLAY_OIDC_ROLES_CLAIM", "roles", "the claim that holds roles, such as realm_access.roles"),
            open(
                    "OUTLAY_OIDC_ROLES",
                    "viewer, editor, approver, admin as they are",
                    "what its values stand for: gpu-users=viewer, finance=approver:all"),
            open("OUTLAY_OIDC_TEAMS_CLAIM", "none", "the claim that holds the teams whose rows somebody sees"),
            open("OUTLAY_OIDC_NAME_CLAIM", "preferred_username, else sub", "the claim that holds who somebody is"),
            open("OUTLAY_HOSTS", "none", "names beside this machine's own to which the server answers"),
            open("OUTLAY_TLS", "off", "behind-proxy where something in front speaks TLS"),
            open("OUTLAY_TLS_CERT", "none", "the certificate chain, a PEM file"),
            open("OUTLAY_TLS_KEY", "none", "the private key of the certificate, a PEM file"),
            open("OUTLAY_RATE", "50", "requests a second that are taken from one visitor; 0 for any number"),
            open("OUTLAY_REQUEST_LIMIT", "PT10M", "how long an answer may take"),
            open("OUTLAY_UPLOAD_LIMIT", "10 GiB", "the largest file that is taken"),
            open("OUTLAY_PRICES_EVERY", "never", "how often prices are fetched"),
            open("OUTLAY_PRICES_FROM", "all set up", "from which providers or feeds"),
            open("OUTLAY_METRICS_EVERY", "PT1M", "how often the figures of /metrics are gathered"),
            open("OUTLAY_ALERTS_EVERY", "PT5M where alerts.yaml is there", "how often alerts are looked for; or off"),
            open("OUTLAY_AUTOMATION", "off", "whether automation.yaml is run by the clock: off, dry-run, apply"),
            open("OUTLAY_AUTOMATION_EVERY", "PT1M", "how often"),
            open("OUTLAY_ALLOCATION", "allocation.yaml in the home", "who pays for what"),
            open("OUTLAY_NOW", "the clock", "an instant at which the clock stands still"),
            new Setting("OUTLAY_TOKEN", "none", "the token by which the command line says who it is", Kind.SECRET));

    private static final List<Column> COLUMNS =
            List.of(Column.text("setting"), Column.text("value"), Column.text("from"), Column.text("description"));

    private Settings() {}

    /// Every setting with its value, or `***`, and where that came from: `property`, `variable` or `default`. The
    /// functions answer null for what is not set.
    public static Table table(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int set = 0;
        for (Setting setting : ALL) {
            String property = given(properties.apply(setting.property()));
            String variable = given(variables.apply(setting.variable()));
            String value = property == null ? variable : property;
            List<@Nullable String> row = new ArrayList<>();
            row.add(setting.variable());
            row.add(value == null ? setting.otherwise() : setting.shown(value));
            row.add(property != null ? "property" : variable != null ? "variable" : "default");
            row.add(setting.description());
            rows.add(row);
            set += value == null ? 0 : 1;
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("set", Integer.toString(set));
        return Table.of("settings", heading, COLUMNS, rows, List.of());
    }

    /// The settings of this process.
    public static Table ofProcess() {
        return table(System::getProperty, System::getenv);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : Objects.requireNonNull(text).strip();
    }

    private static Setting open(String variable, String otherwise, String description) {
        return new Setting(variable, otherwise, description, Kind.OPEN);
    }
}
