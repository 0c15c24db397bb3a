package dev.outlay.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.outlay.architecture.ArchitectureTable.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Classes beside the table that they should follow; every way in which they differ is a sentence.
///
/// @param root the package that the names in the table are below @param classes all classes below `root`, without
/// tests @param ports full names of the interfaces through which the outside is reached; one that is absent is
/// passed over @param registry full name of the class that lists the implementations
record Architecture(String root, ArchitectureTable table, JavaClasses classes, List<String> ports, String registry) {

    List<String> violations() {
        var found = new ArrayList<String>();
        found.addAll(rowsAndPackages());
        found.addAll(forbiddenImports());
        found.addAll(cycles());
        found.addAll(unlistedImplementations());
        return found;
    }

    private List<String> rowsAndPackages() {
        var found = new ArrayList<String>();
        var present = new TreeSet<String>();
        classes.forEach(type -> present.add(name(type)));
        for (String name : present) {
            Row row = table.packages().get(name);
            if (row == null) {
                found.add("package " + name + " has no row");
            } else if (row.planned()) {
                found.add("package " + name + " exists, but its row says planned: write the version there");
            }
        }
        for (Row row : table.packages().values()) {
            if (!row.planned() && !present.contains(row.name())) {
                found.add("row " + row.name() + " has no package and does not say planned");
            }
            for (String name : table.allowed(row)) {
                if (!table.packages().containsKey(name)) {
                    found.add("row " + row.name() + " may import " + name + ", which has no row");
                }
            }
        }
        return found;
    }

    private List<String> forbiddenImports() {
        var found = new TreeSet<String>();
        imports().forEach((from, imported) -> {
            Row row = table.packages().get(from);
            if (row != null) {
                Set<String> allowed = table.allowed(row);
                imported.forEach((to, example) -> {
                    if (!allowed.contains(to)) {
                        found.add("package " + from + " may not import " + to + ": " + example);
                    }
                });
            }
        });
        return List.copyOf(found);
    }

    /// Cycles of what the table allows and, apart from it, of what is really imported.
    private List<String> cycles() {
        var allowed = new TreeMap<String, Set<String>>();
        table.packages().values().forEach(row -> allowed.put(row.name(), table.allowed(row)));
        var imported = new TreeMap<String, Set<String>>();
        imports().forEach((from, targets) -> imported.put(from, targets.keySet()));
        var found = new ArrayList<String>();
        Cycle.in(allowed).ifPresent(cycle -> found.add("the rows allow a cycle: " + cycle));
        Cycle.in(imported).ifPresent(cycle -> found.add("the packages import in a cycle: " + cycle));
        return found;
    }

    private List<String> unlistedImplementations() {
        Set<JavaClass> listed = reachedFromRegistry();
        var found = new TreeSet<String>();
        for (String port : ports) {
            if (!classes.contain(port)) {
                continue;
            }
            JavaClass type = classes.get(port);
            for (JavaClass implementation : type.getAllSubclasses()) {
                // what lies beside the port is its specification, as the Ledger in memory is
                boolean specification = implementation.getPackageName().equals(type.getPackageName());
                boolean concrete = !implementation.isInterface()
                        && !implementation.getModifiers().contains(JavaModifier.ABSTRACT);
                // what holds another one is a view of that, and reaches nothing by itself
                boolean view = implementation.getFields().stream()
                        .anyMatch(field -> field.getRawType().equals(type));
                if (concrete && !specification && !view && !listed.contains(implementation)) {
                    found.add(implementation.getName() + " is a " + type.getSimpleName() + " that " + registry
                            + " does not lead to");
                }
            }
        }
        return List.copyOf(found);
    }

    /// What the registry names, and what that in turn names within its own package: an implementation may stay
    /// package-private behind the class which makes it.
    private Set<JavaClass> reachedFromRegistry() {
        var reached = new HashSet<JavaClass>();
        if (!classes.contain(registry)) {
            return reached;
        }
        var next = new ArrayDeque<JavaClass>();
        JavaClass list = classes.get(registry);
        list.getDirectDependenciesFromSelf().forEach(dependency -> next.add(dependency.getTargetClass()));
        while (!next.isEmpty()) {
            JavaClass type = next.remove();
            if (reached.add(type)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(target -> target.getPackageName().equals(type.getPackageName()))
                        .forEach(next::add);
            }
        }
        return reached;
    }

    /// Package to imported package to one example of it, packages below the root only.
    private Map<String, Map<String, String>> imports() {
        var imports = new TreeMap<String, Map<String, String>>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isBelowRoot(target) && !target.getPackageName().equals(type.getPackageName())) {
                    imports.computeIfAbsent(name(type), _ -> new TreeMap<>())
                            .putIfAbsent(name(target), type.getName() + " uses " + target.getName());
                }
            }
        }
        return imports;
    }

    private boolean isBelowRoot(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private String name(JavaClass type) {
        return type.getPackageName().equals(root)
                ? ArchitectureTable.ROOT
                : type.getPackageName().substring(root.length() + 1);
    }
}
