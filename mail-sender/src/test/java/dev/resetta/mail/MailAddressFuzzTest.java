package dev.resetta.mail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.internet.AddressException;

class MailAddressFuzzTest {

    @FuzzTest
    void anyTextIsRefusedOrIsOneMailbox(FuzzedDataProvider data) throws AddressException {
        AddressPropertiesTest.assertOneMailbox(data.consumeRemainingAsString());
    }
}
