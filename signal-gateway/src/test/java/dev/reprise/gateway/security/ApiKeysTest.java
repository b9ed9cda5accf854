package dev.reprise.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.security.Grants.Grant;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final ApiKey KEY = ApiKey.random();

    private static List<Credential> read(String... lines) {
        return Credential.read("reprise.api-keys", Optional.of(List.of(lines)), Optional.empty());
    }

    @Test
    void aKeyIsKnownByItsHashAndNoOtherKeyIs() {
        var keys = new ApiKeys(read("ci:operate:order-:" + KEY.hash()));

        var owner = keys.owner(new ApiKey(KEY.secret()));

        assertThat(owner.name()).isEqualTo("ci");
        assertThat(owner.grants().all()).containsExactly(new Grant(Role.OPERATE, "order-"));
        assertThat(keys.owner(ApiKey.random())).isNull();
        assertThat(keys.owner(new ApiKey(KEY.hash()))).as("the hash itself").isNull();
        assertThat(keys.owner(new ApiKey(""))).isNull();
    }

    @Test
    void everyKeyIsAnotherOneOf256BitsAndDoesNotShowItself() {
        var another = ApiKey.random();

        assertThat(another.secret()).matches("reprise_[A-Za-z0-9_-]{43}").isNotEqualTo(KEY.secret());
        assertThat(another.toString()).doesNotContain(another.secret().substring(8));
        assertThat(another.hash()).hasSize(64);
    }

    @Test
    void linesOfOneKeyAddUpAndOneOwnerMayHaveTwoKeys() {
        var next = ApiKey.random();
        var keys =
                new ApiKeys(read("ci:read:" + KEY.hash(), "ci:admin:order-:" + KEY.hash(), "ci:read:" + next.hash()));

        assertThat(keys.owner(KEY).grants().all())
                .containsExactly(new Grant(Role.READ, ""), new Grant(Role.ADMIN, "order-"));
        assertThat(keys.owner(next).grants().all()).containsExactly(new Grant(Role.READ, ""));
    }

    @Test
    void aFileHoldsMoreOfThem(@TempDir Path directory) throws Exception {
        var file = Files.writeString(
                directory.resolve("keys"), "# for the nightly build\n\n ci:read:%s \n".formatted(KEY.hash()));

        var credentials = Credential.read("reprise.api-keys", Optional.empty(), Optional.of(file));

        assertThat(new ApiKeys(credentials).owner(KEY).name()).isEqualTo("ci");
        assertThatThrownBy(() -> Credential.read(
                        "reprise.api-keys", Optional.empty(), Optional.of(directory.resolve("nothing"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("reprise.api-keys-file");
    }

    @Test
    void whoConfiguresTheKeyInsteadOfItsHashIsToldWithoutRepeatingIt() {
        for (var line : List.of(
                "ci:read:" + KEY.secret(), "ci:" + KEY.secret(), KEY.secret(), "ci:" + KEY.secret() + ":read:x")) {
            assertThatThrownBy(() -> new ApiKeys(read(line)))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageNotContaining(KEY.secret());
        }
    }
}
