package dev.outlay.browser;

import com.microsoft.playwright.Page;
import dev.outlay.connect.client.RunningServer;

/// A page of the dashboard as these tests see it: its address, its heading once it is drawn, and one task on it
/// from click to ledger.
record DashboardPage(String address, String heading, String taskName, Task task) {

    /// What a person does on the page, which is shown already. It ends with a look into the ledger through the API.
    interface Task {
        void run(Page page, RunningServer server) throws Exception;
    }

    /// Its name in the files of screenshots.
    String name() {
        return address.equals("/") ? "overview" : address.substring(1);
    }

    @Override
    public String toString() {
        return address + " " + taskName;
    }
}
