package dev.requeststate.fuzz;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the campaigns, which have to find nothing, and their controls, in which something
 * has to be found.
 */
class CampaignsSuite {

	private static final Path DIRECTORY = Path.of(System.getProperty("fuzz.directory"));

	private static final Pattern SELECTED = Pattern.compile(System.getProperty("fuzz.campaigns"));

	private static final long TIMES = Long.parseLong(System.getProperty("fuzz.times"));

	private static final long SEED = Long.parseLong(System.getProperty("fuzz.seed"));

	private static final AtomicLong cases = new AtomicLong();

	private static final AtomicInteger passed = new AtomicInteger();

	static Stream<Campaign> campaigns() {
		return Stream.of(Campaign.values()).filter((campaign) -> SELECTED.matcher(campaign.toString()).find());
	}

	static Stream<Campaign> controls() {
		return campaigns().filter((campaign) -> campaign.control() != null);
	}

	@ParameterizedTest
	@MethodSource("campaigns")
	void nothingIsFound(Campaign campaign) throws Exception {
		CampaignRun run = CampaignRun.of(campaign.target(), campaign, TIMES * campaign.cases(), SEED,
				DIRECTORY.resolve(campaign.toString()));
		System.out.printf("fuzz %s: %d cases, %d findings, coverage %d%n", campaign, run.cases(),
				run.finding().isEmpty() ? 0 : 1, run.coverage());
		assertThat(run.finding()).as("see %s", run.log()).isEmpty();
		assertThat(run.cases()).as("see %s", run.log()).isGreaterThanOrEqualTo(TIMES * campaign.cases());
		assertThat(run.coverage()).as("see %s", run.log()).isPositive();
		cases.addAndGet(run.cases());
		passed.incrementAndGet();
	}

	@ParameterizedTest
	@MethodSource("controls")
	void whatIsBrokenInTheControlIsFound(Campaign campaign) throws Exception {
		CampaignRun run = CampaignRun.of(campaign.control(), campaign, campaign.cases(), 1,
				DIRECTORY.resolve(campaign + "-control"));
		System.out.printf("control, fuzz %s: found in %d cases%n", campaign, run.cases());
		assertThat(run.finding()).as("see %s", run.log()).startsWith(Finding.class.getName());
	}

	@Test
	void allCampaignsTogetherHaveAHundredThousandCasesAtLeast() {
		assertThat(Stream.of(Campaign.values()).mapToLong(Campaign::cases).sum()).isGreaterThanOrEqualTo(100_000);
	}

	@AfterAll
	static void sumUp() {
		System.out.printf("fuzz: %d cases in %d of %d campaigns without a finding%n", cases.get(), passed.get(),
				Campaign.values().length);
	}

}
