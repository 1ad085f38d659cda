package org.annals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The map of the code, and the rules that the compiler does not know.
class ArchitectureTest {

    private static final String ROOT = "org.annals.";

    /// Which packages a package may use: only ones that stand above it, so that nothing goes round
    /// in a circle. ARCHITECTURE.md says what each is for.
    static final Map<String, Set<String>> MAY_USE = mayUse();

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> map = new LinkedHashMap<>();
        map.put("time", Set.of());
        map.put("geo", Set.of());
        map.put("platform.database", Set.of());
        map.put("platform.sql", Set.of());
        map.put("platform.http", Set.of("platform.sql", "time"));
        map.put("security", Set.of("platform.http"));
        map.put("codebook", Set.of("platform.http", "platform.sql"));
        map.put("actor", Set.of("codebook"));
        map.put("conflict", Set.of("codebook", "platform.sql"));
        map.put(
                "event",
                Set.of("codebook", "geo", "platform.http", "platform.sql", "security", "time"));
        map.put("dating", Set.of("event", "platform.http", "time"));
        map.put(
                "release",
                Set.of("codebook", "event", "platform.http", "platform.sql", "security"));
        map.put(
                "changes",
                Set.of("codebook", "event", "platform.http", "platform.sql", "security"));
        map.put(
                "exporting",
                Set.of("codebook", "event", "platform.http", "platform.sql", "security", "time"));
        map.put(
                "importing",
                Set.of("codebook", "event", "platform.http", "platform.sql", "security", "time"));
        map.put(
                "timeline",
                Set.of("codebook", "event", "geo", "platform.http", "platform.sql", "time"));
        map.put("explorer", Set.of("platform.http"));
        return Collections.unmodifiableMap(map);
    }

    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.annals");

    private record Arrow(String from, String to) {}

    @Test
    void a_package_uses_only_packages_that_stand_above_it_in_the_map() {
        List<String> above = new ArrayList<>();
        MAY_USE.forEach((name, used) -> {
            for (String other : used) {
                assertTrue(above.contains(other), name + " uses " + other + ", which is below it");
            }
            above.add(name);
        });
    }

    @Test
    void every_package_is_in_the_map_and_every_one_in_the_map_is_there() {
        SortedSet<String> there = new TreeSet<>();
        for (JavaClass type : CODE) there.add(packageOf(type));
        assertEquals(new TreeSet<>(MAY_USE.keySet()), there);
    }

    @Test
    void an_arrow_between_packages_is_in_the_map() {
        Map<Arrow, SortedSet<String>> drawn = arrows();
        List<String> wrong =
                drawn.entrySet().stream()
                        .filter(arrow -> !allowed(arrow.getKey()))
                        .map(arrow -> arrow.getKey() + " by " + arrow.getValue())
                        .sorted()
                        .toList();
        assertEquals(List.of(), wrong, "Move a class rather than widen the map.");
    }

    @Test
    void the_map_has_no_arrow_that_nobody_uses() {
        Set<Arrow> drawn = arrows().keySet();
        List<Arrow> idle =
                MAY_USE.entrySet().stream()
                        .flatMap(row ->
                                row.getValue().stream().map(to -> new Arrow(row.getKey(), to)))
                        .filter(arrow -> !drawn.contains(arrow))
                        .toList();
        assertEquals(List.of(), idle);
    }

    private static Map<Arrow, SortedSet<String>> arrows() {
        return CODE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(use ->
                        !packageOf(use.getOriginClass()).equals(packageOf(use.getTargetClass())))
                .collect(
                        Collectors.groupingBy(
                                use ->
                                        new Arrow(
                                                packageOf(use.getOriginClass()),
                                                packageOf(use.getTargetClass())),
                                Collectors.mapping(
                                        use ->
                                                use.getOriginClass().getSimpleName()
                                                        + " -> "
                                                        + use.getTargetClass().getSimpleName(),
                                        Collectors.toCollection(TreeSet::new))));
    }

    private static boolean allowed(Arrow arrow) {
        return MAY_USE.getOrDefault(arrow.from(), Set.of()).contains(arrow.to());
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    @Test
    void time_and_geo_need_nothing_but_the_jdk() {
        for (String values : List.of("time", "geo")) {
            classes()
                    .that()
                    .resideInAPackage(ROOT + values)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(ROOT + values, "java..", "org.jspecify..")
                    .because("they are tested without booting anything")
                    .check(CODE);
        }
    }

    @Test
    void a_resource_method_is_public() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .bePublic()
                .because("others are passed over in silence: a 404")
                .check(CODE);
    }

    @Test
    void an_entity_stays_in_its_package() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .areAnnotatedWith(Embeddable.class)
                .should()
                .notBePublic()
                .because("whoever can reach an entity can change it past its rules")
                .check(CODE);
    }

    @Test
    void what_a_class_needs_stands_in_its_constructor() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .because("a constructor is the list of what a class needs, and a test can call it")
                .check(CODE);
    }

    @Test
    void a_name_says_what_a_thing_is() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)")
                .because("such names fit every class and tell of none")
                .check(CODE);
    }

    @Test
    void time_is_asked_of_the_clock_that_is_handed_in() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "platform.http.SystemClock")
                .should()
                .callMethodWhere(asksTheMachineForTheTime())
                .because("a test hands in a clock of its own")
                .check(CODE);
    }

    private static DescribedPredicate<JavaMethodCall> asksTheMachineForTheTime() {
        return DescribedPredicate.describe(
                "ask what time it is",
                call -> {
                    JavaClass asked = call.getTargetOwner();
                    String method = call.getTarget().getName();
                    return (asked.isAssignableTo(Temporal.class)
                                    && method.equals("now")
                                    && call.getTarget().getRawParameterTypes().isEmpty())
                            || (asked.isEquivalentTo(Clock.class) && method.startsWith("system"))
                            || (asked.isEquivalentTo(System.class)
                                    && method.equals("currentTimeMillis"));
                });
    }

    @Test
    void null_is_said_in_every_package() throws ClassNotFoundException {
        for (String name : MAY_USE.keySet()) {
            Class<?> about = Class.forName(ROOT + name + ".package-info");
            assertTrue(about.isAnnotationPresent(NullMarked.class), name + " is not @NullMarked");
        }
    }
}
