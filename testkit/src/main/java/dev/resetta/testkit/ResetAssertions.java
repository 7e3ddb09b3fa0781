package dev.resetta.testkit;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.password.PasswordProblem;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what a reset answers, for AssertJ:
 *
 * <pre>{@code
 * import static dev.resetta.testkit.ResetAssertions.assertThat;
 *
 * assertThat(reset.redeem(submission)).isChanged();
 * assertThat(reset.check(token)).isRefused(LinkProblem.USED);
 * }</pre>
 */
public final class ResetAssertions {
    private ResetAssertions() {}

    /** Begins assertions about the result of a submission. */
    public static ResultAssert assertThat(@Nullable ResetResult actual) {
        return new ResultAssert(actual);
    }

    /** Begins assertions about the check of a link. */
    public static CheckAssert assertThat(@Nullable LinkCheck actual) {
        return new CheckAssert(actual);
    }

    /** Assertions about the result of a submission. */
    public static final class ResultAssert extends AbstractObjectAssert<ResultAssert, @Nullable ResetResult> {
        private ResultAssert(@Nullable ResetResult actual) {
            super(actual, ResultAssert.class);
        }

        /** The password was changed. */
        public ResultAssert isChanged() {
            isInstanceOf(ResetResult.Changed.class);
            return this;
        }

        /** The link was refused for this reason. */
        public ResultAssert isLinkRefused(LinkProblem problem) {
            isEqualTo(new ResetResult.LinkRefused(problem));
            return this;
        }

        /** The password was refused for reasons with exactly these codes, in whatever order. */
        public ResultAssert isPasswordRefused(String... codes) {
            isInstanceOfSatisfying(
                    ResetResult.PasswordRefused.class,
                    refused -> Assertions.assertThat(refused.problems())
                            .extracting(PasswordProblem::code)
                            .containsExactlyInAnyOrder(codes));
            return this;
        }

        /** Too much was going on. */
        public ResultAssert isBusy() {
            isInstanceOf(ResetResult.Busy.class);
            return this;
        }
    }

    /** Assertions about the check of a link. */
    public static final class CheckAssert extends AbstractObjectAssert<CheckAssert, @Nullable LinkCheck> {
        private CheckAssert(@Nullable LinkCheck actual) {
            super(actual, CheckAssert.class);
        }

        /** The link is good. */
        public CheckAssert isGood() {
            isInstanceOf(LinkCheck.Good.class);
            return this;
        }

        /** The link is refused for this reason. */
        public CheckAssert isRefused(LinkProblem problem) {
            isEqualTo(new LinkCheck.Refused(problem));
            return this;
        }
    }
}
