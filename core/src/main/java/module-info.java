/// Facts and everything computed from them. Requires java.base alone, so SQL, HTTP, logging and frameworks do not
/// compile here; `org.jspecify` is for the compiler only.
module dev.outlay.core {
    requires static org.jspecify;

    exports dev.outlay;
    exports dev.outlay.alert;
    exports dev.outlay.allocation;
    exports dev.outlay.automation;
    exports dev.outlay.budget;
    exports dev.outlay.catalog;
    exports dev.outlay.energy;
    exports dev.outlay.estimate;
    exports dev.outlay.forecast;
    exports dev.outlay.ledger;
    exports dev.outlay.monitor;
    exports dev.outlay.outlook;
    exports dev.outlay.pricing;
    exports dev.outlay.queue;
    exports dev.outlay.recommend;
    exports dev.outlay.replay;
    exports dev.outlay.report;
    exports dev.outlay.savings;
    exports dev.outlay.scope;
    exports dev.outlay.spot;
    exports dev.outlay.units;
    exports dev.outlay.utilization;
}
