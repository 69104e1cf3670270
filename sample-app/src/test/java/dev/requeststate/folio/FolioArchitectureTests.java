package dev.requeststate.folio;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.requeststate.folio.page.Head;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the packages of Folio depend on each other.
 */
@AnalyzeClasses(packages = "dev.requeststate.folio", importOptions = ImportOption.DoNotIncludeTests.class)
class FolioArchitectureTests {

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("dev.requeststate.folio.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyTheCatalogAndTheOrdersSpeakToTheDatabase = noClasses().that()
		.resideOutsideOfPackages("..catalog..", "..order..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

	@ArchTest
	static final ArchRule whatSectionsShowDoesNotComeFromTheServletRequest = noClasses().that()
		.resideInAnyPackage("..shop..", "..cart..", "..order..", "..playground..", "..inside..", "..board..")
		.should()
		.dependOnClassesThat()
		.haveNameMatching("jakarta\\.servlet\\.http\\.HttpServlet(Request|Response)");

	@ArchTest
	static final ArchRule onlyTheLeakyControlKeepsAHeadInAStaticField = noFields().that()
		.haveRawType(Head.class)
		.and()
		.areDeclaredInClassesThat()
		.haveSimpleNameNotStartingWith("Leaky")
		.should()
		.beStatic();

}
