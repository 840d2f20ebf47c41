// SPDX-License-Identifier: Apache-2.0
package dev.spooky.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between modules and packages; {@code bench} is the one module that sees all. */
class ArchitectureTest {
  private static JavaClasses spooky;

  @BeforeAll
  static void readClasses() {
    spooky =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.spooky");
  }

  @Test
  void importer_findsTheProject() {
    assertThat(spooky).hasSizeGreaterThan(10);
  }

  @Test
  void modules_dependDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("records")
        .definedBy("dev.spooky.records..")
        .layer("runtime")
        .definedBy("dev.spooky.runtime..")
        .layer("planner")
        .definedBy("dev.spooky.planner..")
        .layer("frontend")
        .definedBy(
            "dev.spooky.sql..", "dev.spooky.engine..", "dev.spooky.jdbc..", "dev.spooky.cli..")
        .layer("bench")
        .definedBy("dev.spooky.bench..", "dev.spooky.oracle..")
        .whereLayer("bench")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("frontend")
        .mayOnlyBeAccessedByLayers("bench")
        .whereLayer("planner")
        .mayOnlyBeAccessedByLayers("frontend", "bench")
        .whereLayer("runtime")
        .mayOnlyBeAccessedByLayers("planner", "frontend", "bench")
        .check(spooky);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.spooky.(**)").should().beFreeOfCycles().check(spooky);
  }

  @Test
  void javaSql_isKnownToTheDriverAndItsUsersOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.spooky.jdbc..", "dev.spooky.cli..", "dev.spooky.bench..", "dev.spooky.oracle..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(spooky);
  }

  @Test
  void calcite_staysInPlannerAndFrontend() {
    // But for dev.spooky.bench.kernel, which measures the expression compiler by itself.
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.spooky.records..",
            "dev.spooky.runtime..",
            "dev.spooky.cli..",
            "dev.spooky.bench",
            "dev.spooky.bench.auction..",
            "dev.spooky.bench.records..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..")
        .check(spooky);
  }

  @Test
  void avatica_staysInTheDriver() {
    // Avatica's util package (casing, time units) is part of Calcite's own interface and free to
    // use.
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.spooky.jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite.avatica", "org.apache.calcite.avatica.remote..")
        .check(spooky);
  }

  @Test
  void records_knowNoSqlOrZSets() {
    noClasses()
        .that()
        .resideInAPackage("dev.spooky.records..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.spooky.runtime..", "org.eclipse.collections..")
        .check(spooky);
  }
}
