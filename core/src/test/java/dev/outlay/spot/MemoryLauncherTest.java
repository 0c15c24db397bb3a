package dev.outlay.spot;

class MemoryLauncherTest implements LauncherContract {

    private final MemoryLauncher launcher = new MemoryLauncher()
            .put("box", new TargetState.Running(3), Capability.values())
            .put("fixed", new TargetState.Stopped(), Capability.START);

    @Override
    public Launcher launcher() {
        return launcher;
    }

    @Override
    public Launcher afterARestart() {
        return launcher;
    }

    @Override
    public int changes() {
        return launcher.done().size();
    }
}
