# Short names for the commands people type; everything works without make too.
.DEFAULT_GOAL := help
.PHONY: help verify quick format benchmarks dev clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

verify: ## build and check everything, as CI does
	./mvnw verify

quick: ## build and test, without the checks of style and dependencies
	./mvnw -Dquick verify

format: ## bring the sources into the house's form
	./mvnw -q spotless:apply

dev: ## run the server with live reload
	./mvnw -Dquick -pl server -am quarkus:dev

benchmarks: ## package, then run every measurement: some minutes, best on an idle machine
	./mvnw -q -Dquick -DskipTests package
	. ./.mvn/find-jdk.sh && java="$$JAVA_HOME/bin/java" && \
	"$$java" -cp "benchmarks/target/lib/*" dev.outlay.benchmarks.CommandStart && \
	"$$java" -cp "benchmarks/target/lib/*" --enable-native-access=ALL-UNNAMED dev.outlay.benchmarks.FocusImportBenchmark && \
	"$$java" -cp "benchmarks/target/lib/*" --enable-native-access=ALL-UNNAMED dev.outlay.benchmarks.FocusImportBenchmark scale && \
	"$$java" -Xmx1500m -cp "benchmarks/target/lib/*" dev.outlay.benchmarks.AllocationBenchmark 25000 100000 && \
	"$$java" -Xmx6g -cp "benchmarks/target/lib/*" dev.outlay.benchmarks.AllocationBenchmark 400000 && \
	"$$java" -cp "benchmarks/target/lib/*" --enable-native-access=ALL-UNNAMED dev.outlay.benchmarks.LedgerBenchmark && \
	"$$java" -cp "benchmarks/target/lib/*" --enable-native-access=ALL-UNNAMED dev.outlay.benchmarks.DecisionBenchmark && \
	"$$java" -cp "benchmarks/target/lib/*" org.openjdk.jmh.Main

clean: ## delete everything that was built
	./mvnw -q clean
