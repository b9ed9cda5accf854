package dev.reprise.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.security.Access.Needs;
import dev.reprise.gateway.security.Access.Subject;
import dev.reprise.gateway.security.Grants.Grant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final Grants ORDERS =
            new Grants(List.of(new Grant(Role.OPERATE, "order-"), new Grant(Role.READ, "refund")));

    @Test
    void aRoleMayDoWhatThoseBeforeItMay() {
        assertThat(Role.ADMIN.includes(Role.READ)).isTrue();
        assertThat(Role.OPERATE.includes(Role.OPERATE)).isTrue();
        assertThat(Role.OPERATE.includes(Role.ADMIN)).isFalse();
        assertThat(Role.READ.includes(Role.OPERATE)).isFalse();
    }

    @Test
    void aGrantIsForFunctionsThatBeginWithItsPrefix() {
        assertThat(ORDERS.allow(Role.READ, "order-1")).isTrue();
        assertThat(ORDERS.allow(Role.OPERATE, "order-1")).isTrue();
        assertThat(ORDERS.allow(Role.ADMIN, "order-1")).isFalse();
        assertThat(ORDERS.allow(Role.OPERATE, "refund")).isFalse();
        assertThat(ORDERS.allow(Role.READ, "order")).isFalse();
        assertThat(ORDERS.allowEverywhere(Role.READ)).isFalse();
        assertThat(ORDERS.allowSomewhere(Role.OPERATE)).isTrue();
        assertThat(ORDERS.allowSomewhere(Role.ADMIN)).isFalse();
    }

    @Test
    void rolesOfTokensGrantWhatTheySayAndStrangeOnesNothing() {
        var grants = Grants.ofNames(Set.of(
                "reprise:operate:order-",
                "reprise:read",
                "admin",
                "reprise:owner",
                "reprise:",
                "reprise:admin:a:b",
                "x"));

        assertThat(grants.all()).containsExactlyInAnyOrder(new Grant(Role.OPERATE, "order-"), new Grant(Role.READ, ""));
        assertThat(new Grant(Role.OPERATE, "order-").name()).isEqualTo("reprise:operate:order-");
        assertThat(Grants.ofNames(Set.of(new Grant(Role.ADMIN, "").name())).allowEverywhere(Role.ADMIN))
                .isTrue();
    }

    @Test
    void aFunctionIsLookedUpOnlyWhereItMatters() {
        var needs = new Needs(Role.READ, Subject.EXECUTION);

        assertThat(needs.metBy(Grants.EVERYTHING, () -> {
                    throw new AssertionError("Expected no look-up for somebody who may see everything");
                }))
                .isTrue();
        assertThat(needs.metBy(Grants.NOTHING, () -> {
                    throw new AssertionError("Expected no look-up for somebody who may see nothing");
                }))
                .isFalse();
        assertThat(needs.metBy(ORDERS, () -> "order-7")).isTrue();
        assertThat(needs.metBy(ORDERS, () -> "invoice")).isFalse();
        assertThat(needs.metBy(ORDERS, () -> null)).as("what there is not").isTrue();
        assertThat(new Needs(Role.ADMIN, Subject.EXECUTION).metBy(ORDERS, () -> null))
                .isFalse();
    }

    @Test
    void theServiceAsAWholeIsForThoseWhoMaySeeAllFunctions() {
        var needs = new Needs(Role.READ, Subject.SERVICE);

        assertThat(needs.metBy(ORDERS, () -> "order-1")).isFalse();
        assertThat(needs.metBy(new Grants(List.of(new Grant(Role.READ, ""))), () -> null))
                .isTrue();
    }
}
