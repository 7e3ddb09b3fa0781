package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class ItemFuzzTest {

    @FuzzTest
    void anyTextIsRefusedOrIsAnItemThatComesBack(FuzzedDataProvider data) {
        Item item;
        try {
            item = Item.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(Item.parse(item.text())).isEqualTo(item);
    }
}
