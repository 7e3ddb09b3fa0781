package dev.resetta;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class LinkTemplateFuzzTest {

    @FuzzTest
    void anyTextIsRefusedOrLeadsToItsPlace(FuzzedDataProvider data) {
        String template = data.consumeRemainingAsString();

        LinkTemplatePropertiesTest.parsed(template)
                .ifPresent(parsed -> LinkTemplatePropertiesTest.assertLeadsTo(
                        template, parsed.with(LinkTemplatePropertiesTest.TOKEN)));
    }
}
