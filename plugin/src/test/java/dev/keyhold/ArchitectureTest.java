package dev.keyhold;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyhold.factors.Factor;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.support.Room;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.keycloak.services.managers.AppAuthManager;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of docs/architecture.md and CONTRIBUTING that a compiler does not see. */
class ArchitectureTest {
    private static final JavaClasses PLUGIN = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.keyhold");
    /** Not rooms: what every room stands on. */
    private static final Set<String> SEAMS = Set.of("dev.keyhold", "dev.keyhold.support", "dev.keyhold.securitylog", "dev.keyhold.factors");
    /** The only classes of a room that other rooms may know, all of them of reauthentication. */
    private static final Set<String> DOORS = Set.of("Grants", "GrantView", "Operation", "Proofs", "ProofInput", "Fields", "SecondProof", "FactorCheck",
        "KeyProof", "KeyChallenge", "AssertionInput");

    @Test
    void aRoomImportsNoOtherRoomButTheDoorOfReauthentication() {
        List<String> rooms = PLUGIN.stream().map(JavaClass::getPackageName).distinct().filter(name -> !SEAMS.contains(name)).toList();
        assertThat(rooms).contains("dev.keyhold.sessions", "dev.keyhold.reauthentication", "dev.keyhold.overview");
        for (String room : rooms) {
            noClasses().that().resideInAPackage(room).should().dependOnClassesThat(inAnotherRoomThan(room, rooms)).check(PLUGIN);
        }
    }

    @Test
    void whatRoomsStandOnKnowsNoRoom() {
        noClasses().that().resideInAPackage("dev.keyhold.support").should().dependOnClassesThat(resideInAPackage("dev.keyhold..").and(
            DescribedPredicate.not(resideInAPackage("dev.keyhold.support")))).check(PLUGIN);
        noClasses().that().resideInAPackage("dev.keyhold.factors").should().dependOnClassesThat(resideInAPackage("dev.keyhold..").and(
            DescribedPredicate.not(resideInAPackage("dev.keyhold.support")).and(DescribedPredicate.not(resideInAPackage("dev.keyhold.factors"))))).check(PLUGIN);
        noClasses().that().resideInAPackage("dev.keyhold.securitylog").should().dependOnClassesThat(resideInAPackage("dev.keyhold..").and(
            DescribedPredicate.not(resideInAPackage("dev.keyhold.support")).and(DescribedPredicate.not(resideInAPackage("dev.keyhold.securitylog"))))).check(PLUGIN);
    }

    /**
     * Threat: a route beside the guard. Bound: JAX-RS sees one class, and only that one makes what a handler is called with; and
     * the lead to the realm's page, which reads no request, knows no caller and changes nothing.
     */
    @Test
    void everyRequestComesThroughTheTree() {
        methods().that().areAnnotatedWith(Path.class).should().beDeclaredInClassesThat().haveFullyQualifiedName("dev.keyhold.support.Tree")
            .orShould().beDeclaredInClassesThat().haveFullyQualifiedName("dev.keyhold.sidedoors.PageLeadFactory$Lead").check(PLUGIN);
        noClasses().should().beAnnotatedWith(Path.class).check(PLUGIN);
        classes().that().haveFullyQualifiedName("dev.keyhold.support.Exchange").should().onlyHaveDependentClassesThat()
            .resideInAPackage("dev.keyhold..").check(PLUGIN);
        noClasses().that().doNotHaveFullyQualifiedName("dev.keyhold.support.Tree").should().callConstructorWhere(
            DescribedPredicate.describe("an exchange is made", call -> call.getTargetOwner().getSimpleName().equals("Exchange"))).check(PLUGIN);
        noClasses().that().doNotHaveFullyQualifiedName("dev.keyhold.support.Guard").should().callConstructorWhere(
            DescribedPredicate.describe("a caller is made", call -> call.getTargetOwner().getSimpleName().equals("Caller"))).check(PLUGIN);
    }

    @Test
    void tokensAreReadByTheGuardAlone() {
        noClasses().that().doNotHaveFullyQualifiedName("dev.keyhold.support.Guard").should()
            .dependOnClassesThat().belongToAnyOf(AppAuthManager.class).check(PLUGIN);
    }

    /** Threat: a few digits stand for a factor. Bound: nothing of the room is one, so that neither proofs nor the guard of the last one know it. */
    @Test
    void aPinIsNoFactor() {
        noClasses().that().resideInAPackage("dev.keyhold.pin").should().beAssignableTo(Factor.class).check(PLUGIN);
    }

    @Test
    void noStaticStateChanges() {
        fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC).should().beFinal().check(PLUGIN);
    }

    @Test
    void roomsShowNoMoreThanTheirDoors() {
        classes().that().implement(Room.class).should().bePublic().andShould().haveModifier(JavaModifier.FINAL).check(PLUGIN);
    }

    @Test
    void everyEntityIsKnownToKeycloak() {
        assertThat(PLUGIN.stream().filter(type -> type.isAnnotatedWith(Entity.class)).map(JavaClass::reflect)).containsExactlyInAnyOrderElementsOf(StoresFactory.ENTITIES);
    }

    @Test
    void everyDeclaredProviderIsThere() throws Exception {
        try (var files = Files.list(java.nio.file.Path.of("src/main/resources/META-INF/services"))) {
            for (java.nio.file.Path file : files.toList()) {
                Class<?> spi = Class.forName(file.getFileName().toString());
                for (String provider : lines(file)) {
                    assertThat(spi).isAssignableFrom(Class.forName(provider));
                    assertThat(Class.forName(provider).getConstructor().newInstance()).isNotNull();
                }
            }
        }
    }

    private static List<String> lines(java.nio.file.Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    private static boolean isDoor(JavaClass type) {
        String outermost = type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
        return type.getPackageName().equals(Grants.class.getPackageName()) && DOORS.contains(outermost);
    }

    private static DescribedPredicate<JavaClass> inAnotherRoomThan(String room, List<String> rooms) {
        return DescribedPredicate.describe("stand in another room, behind its door",
            type -> rooms.contains(type.getPackageName()) && !type.getPackageName().equals(room) && !isDoor(type));
    }
}
