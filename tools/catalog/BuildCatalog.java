import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the catalog's data files from a folder of facts in CSV. Re-runnable: the same facts give the same bytes.
///
///     java tools/catalog/BuildCatalog.java FACTS_DIR core/src/main/resources/dev/outlay/catalog
///
/// The format is described in docs/reference/catalog.md.
final class BuildCatalog {

    private final Path facts;
    private final Path out;

    private BuildCatalog(Path facts, Path out) {
        this.facts = facts;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !Files.isDirectory(Path.of(args[0]).resolve("catalog"))) {
            System.err.println("use: java BuildCatalog.java FACTS_DIR OUT_DIR (FACTS_DIR holds catalog/ and carbon/)");
            System.exit(2);
        }
        Files.createDirectories(Path.of(args[1]));
        new BuildCatalog(Path.of(args[0]), Path.of(args[1])).build();
    }

    private void build() throws IOException {
        List<Map<String, String>> offers = csv("catalog/offers.csv");
        offers.forEach(BuildCatalog::addSpotBasis);
        List<Map<String, String>> accelerators = with(csv("catalog/gcp-accelerators.csv"), "kind", "published");
        providers(offers);
        write(
                "offers",
                offers,
                "provider instance_type gpu_model gpu_count gpu_memory_gib_each vcpus memory_gib",
                "region tier on_demand_usd_per_hour price_kind* price_date source* spot_usd_per_hour spot_kind* spot_date"
                        + " spot_source* notes*");
        write(
                "spot-zones",
                with(csv("catalog/aws-spot-zones.csv"), "kind", "observed"),
                "instance_type region",
                "zone_id spot_usd_per_hour on_demand_usd_per_hour spot_equals_on_demand price_date kind* source*");
        write(
                "spot-interruptions",
                with(csv("catalog/aws-spot-advisor.csv"), "kind", "published"),
                "instance_type os",
                "region savings_over_on_demand_pct interruption_bucket interruption_frequency_monthly as_of kind* source*");
        write(
                "accelerators",
                accelerators,
                "provider accelerator gpu_model",
                "region on_demand_usd_per_hour spot_usd_per_hour price_date kind* source*");
        write(
                "machine-parts",
                machineParts(offers, accelerators),
                "provider machine_type vcpus memory_gib",
                "region on_demand_usd_per_hour spot_usd_per_hour price_date kind* source*");
        write("attachments", attachments(), "provider accelerator", "gpu_count max_vcpus kind* source*");
        write(
                "commitments",
                csv("catalog/commitments.csv"),
                "provider instance_type",
                "region term_years plan* payment* effective_usd_per_hour on_demand_usd_per_hour discount_pct price_date"
                        + " price_kind* source*");
        write(
                "discount-levels",
                csv("catalog/discount-levels.csv"),
                "provider",
                "plan term_years discount_pct qualifier price_kind* source*");
        write(
                "storage",
                csv("catalog/storage.csv"),
                "provider service class tier redundancy unit",
                "region usd_per_unit retrieval_usd_per_gib minimum_days price_date price_kind* source* notes*");
        write(
                "egress",
                csv("catalog/egress.csv"),
                "provider region destination",
                "from_gib_per_month to_gib_per_month usd_per_gib price_date price_kind* source* notes*");
        write(
                "gpus",
                csv("gpus.csv"),
                "model",
                "vendor architecture form_factor memory_gib memory_type memory_bandwidth_gb_s fp32_tflops"
                        + " tf32_tflops_dense fp16_tflops_dense bf16_tflops_dense fp8_tflops_dense int8_tops_dense"
                        + " fp4_tflops_dense tdp_w interconnect nvlink_gb_s mig_max_instances release_year confidence"
                        + " source notes");
        write("mig-profiles", migProfiles(), "model", "profile compute_slices compute_slices_total memory_gib"
                + " max_instances_per_gpu media_extensions_variant kind* source*");
        write(
                "regions",
                regions(),
                "provider region place country_iso3 country area pue pue_source*",
                "preferred gco2e_per_kwh year basis* carbon_free_share source*");
        write(
                "countries",
                with(csv("carbon/countries.csv"), "kind", "published"),
                "",
                "country_iso3 country gco2e_per_kwh year low_carbon_share renewables_share generation_twh kind* source*");
        write("subregions", csv("carbon/subregions.csv"), "country_iso3", "subregion name gco2e_per_kwh year method* source*");
        write(
                "energy-sources",
                with(csv("carbon/generation-sources.csv"), "kind", "published"),
                "",
                "energy_source gco2e_per_kwh basis kind* source*");
        write(
                "cpu-power",
                with(csv("carbon/cpu-power.csv"), "kind", "modelled"),
                "provider",
                "cpu_architecture min_watts_per_vcpu max_watts_per_vcpu gb_memory_per_chip kind* source*");
        write("energy-constants", csv("carbon/energy-constants.csv"), "", "constant value unit confidence* source*");
        write(
                "embodied",
                csv("carbon/embodied.csv"),
                "scope",
                "item value lifetime_years unit confidence* source* notes*");
        write("equivalences", csv("carbon/equivalences.csv"), "", "what value unit confidence* source*");
    }

    // ---- facts that are put together here

    /// A spot price can be of another day and source than the on-demand price in its row; its kind then says which.
    private static void addSpotBasis(Map<String, String> offer) {
        String kind = offer.get("spot_kind");
        String date = offer.get("price_date");
        String source = offer.get("source");
        Matcher dated = Pattern.compile("published (\\S+) \\((.+)\\)").matcher(kind);
        if (kind.isEmpty()) {
            date = "";
            source = "";
        } else if (dated.matches()) {
            date = dated.group(1);
            source = dated.group(2);
        } else if (kind.equals("observed: lowest zone, 2026 snapshot")) {
            date = "2026";
            source = "skypilot-org/skypilot-catalog catalogs/v8/aws/vms.csv";
        } else if (kind.equals("estimate: on-demand less AWS Spot Advisor saving of 2025-06-28")) {
            // as old as the older of the two figures it is made of
            date = date.compareTo("2025-06-28") < 0 ? date : "2025-06-28";
            source += "; AWS Spot Instance Advisor via spotinfo";
        }
        offer.put("spot_date", date);
        offer.put("spot_source", source);
    }

    private void providers(List<Map<String, String>> offers) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (String line : PROVIDERS.strip().split("\n")) {
            names.put(line.strip().split("\\|")[0], line.strip());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        offers.forEach(offer -> seen.add(offer.get("provider")));
        for (String provider : seen) {
            if (!names.containsKey(provider)) {
                throw new IllegalStateException("provider without a name, add it to PROVIDERS: " + provider);
            }
            String[] named = names.get(provider).split("\\|", -1);
            rows.add(Map.of("provider", provider, "name", named[1], "aliases", named[2]));
        }
        write("providers", rows, "", "provider name aliases");
    }

    /// What an N1 machine costs alone: the listed sum of machine and GPUs less the listed GPU rate.
    private static List<Map<String, String>> machineParts(
            List<Map<String, String>> offers, List<Map<String, String>> accelerators) {
        Map<String, Map<String, String>> rates = new HashMap<>();
        accelerators.forEach(a -> rates.put(a.get("accelerator") + " " + a.get("region"), a));
        Map<String, Map<String, String>> parts = new TreeMap<>();
        Pattern name = Pattern.compile("(n1-standard-\\d+)-(t4|p4|p100|v100)(?:-x(\\d+))?");
        for (Map<String, String> offer : offers) {
            Matcher matcher = name.matcher(offer.get("instance_type"));
            if (!offer.get("provider").equals("gcp") || !matcher.matches()) {
                continue;
            }
            String gpu = matcher.group(2).toUpperCase(Locale.ROOT);
            Map<String, String> rate = rates.get(gpu + " " + offer.get("region"));
            BigDecimal count = new BigDecimal(matcher.group(3) == null ? "1" : matcher.group(3));
            Map<String, String> part = new HashMap<>();
            part.put("provider", "gcp");
            part.put("machine_type", matcher.group(1));
            part.put("vcpus", offer.get("vcpus"));
            part.put("memory_gib", offer.get("memory_gib"));
            part.put("region", offer.get("region"));
            part.put("on_demand_usd_per_hour", less(offer, rate, "on_demand_usd_per_hour", count));
            part.put("spot_usd_per_hour", less(offer, rate, "spot_usd_per_hour", count));
            part.put("price_date", offer.get("price_date"));
            part.put("kind", "derived: listed sum of machine and GPUs less the listed GPU rate");
            part.put("source", offer.get("source"));
            Map<String, String> other = parts.putIfAbsent(part.get("machine_type") + " " + part.get("region"), part);
            if (other != null && !other.equals(part)) {
                throw new IllegalStateException("two sums give different machine parts: " + part + " and " + other);
            }
        }
        return new ArrayList<>(parts.values());
    }

    private static String less(Map<String, String> offer, Map<String, String> rate, String column, BigDecimal count) {
        BigDecimal gpus = new BigDecimal(rate.get(column)).multiply(count);
        return new BigDecimal(offer.get(column)).subtract(gpus).stripTrailingZeros().toPlainString();
    }

    /// How many GPUs of a model attach to an N1 machine, and of how many vCPUs at most.
    private static List<Map<String, String>> attachments() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : ATTACHMENTS.strip().split("\n")) {
            String[] cells = line.strip().split(" ");
            for (int i = 1; i < cells.length; i++) {
                String[] limit = cells[i].split(":");
                rows.add(Map.of(
                        "provider", "gcp",
                        "accelerator", cells[0],
                        "gpu_count", limit[0],
                        "max_vcpus", limit[1],
                        "kind", "unverified",
                        "source", "Google Compute Engine documentation of GPUs on N1 machines, recalled"));
            }
        }
        return rows;
    }

    private List<Map<String, String>> migProfiles() throws IOException {
        List<Map<String, String>> rows = csv("gpu-mig-profiles.csv");
        rows.forEach(row -> row.put("kind", row.get("source").contains("not verified") ? "unverified" : "published"));
        return rows;
    }

    private List<Map<String, String>> regions() throws IOException {
        Map<String, String> countries = new HashMap<>();
        csv("carbon/countries.csv").forEach(row -> countries.put(row.get("country_iso3"), row.get("country")));
        Map<String, String> areas = new HashMap<>();
        for (String line : AREAS.strip().split("\n")) {
            String[] words = line.strip().split(" ");
            Arrays.stream(words).skip(1).forEach(country -> areas.put(country, words[0]));
        }
        List<Map<String, String>> rows = csv("carbon/regions.csv");
        for (Map<String, String> row : rows) {
            String country = row.get("country_iso3");
            if (!country.isEmpty() && !(areas.containsKey(country) && countries.containsKey(country))) {
                throw new IllegalStateException("country without an area or a name, add it to AREAS: " + country);
            }
            row.put("area", areas.getOrDefault(country, ""));
            row.put("country", countries.getOrDefault(country, ""));
            if (row.get("pue").isEmpty()) {
                row.put("pue_source", "");
            }
        }
        return rows;
    }

    private static List<Map<String, String>> with(List<Map<String, String>> rows, String column, String value) {
        rows.forEach(row -> row.put(column, value));
        return rows;
    }

    private List<Map<String, String>> csv(String name) throws IOException {
        return Csv.rows(facts.resolve(name));
    }

    private void write(String name, List<Map<String, String>> rows, String groupColumns, String rowColumns)
            throws IOException {
        new CodedFile(name, rows, groupColumns, rowColumns).write(out);
    }

    private static final String ATTACHMENTS = """
            T4 1:48 2:48 4:96
            P4 1:24 2:48 4:96
            P100 1:16 2:32 4:96
            V100 1:12 2:24 4:48 8:96
            """;

    private static final String AREAS = """
            africa ZAF
            asia CHN HKG IDN IND JPN KOR MYS SGP THA TWN
            europe AUT BEL CHE DEU DNK ESP FIN FRA GBR IRL ITA NLD NOR POL SWE
            middle-east ARE BHR ISR QAT SAU
            north-america CAN MEX USA
            oceania AUS NZL
            south-america BRA CHL
            """;

    private static final String PROVIDERS = """
            akash|Akash Network|
            aws|Amazon Web Services|amazon ec2
            azure|Microsoft Azure|microsoft
            coreweave|CoreWeave|
            cr8dl|CR8DL|
            crusoe|Crusoe|
            cudo|CUDO Compute|
            datacrunch|DataCrunch|
            dataoorts|Dataoorts|
            digitalocean|DigitalOcean|
            exoscale|Exoscale|
            fluidstack|Fluidstack|
            gcp|Google Cloud|google gce
            genesis-cloud|Genesis Cloud|genesis
            gpuhub|GPUhub|
            hyperstack|Hyperstack|
            jarvis-labs|Jarvis Labs|jarvis
            lambda|Lambda|lambda-labs
            latitude-sh|Latitude.sh|latitude
            modal|Modal|
            nebius|Nebius|
            novita|Novita AI|
            novonimbus|Novonimbus|
            oblivus-cloud|Oblivus Cloud|oblivus
            oci|Oracle Cloud Infrastructure|oracle
            ovhcloud|OVHcloud|ovh
            packet-ai|Packet.ai|
            paperspace|Paperspace|
            qubrid|Qubrid|
            runpod|Runpod|
            salad|Salad|
            spheron|Spheron|
            tensordock|TensorDock|
            thunder-compute|Thunder Compute|thunder
            vast-ai|Vast.ai|vast
            verda|Verda|
            vultr|Vultr|
            """;
}
