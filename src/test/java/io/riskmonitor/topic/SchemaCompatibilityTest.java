package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of change to a schema is told for what it is. */
class SchemaCompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'properties':{'a':{}}};{'properties':{'a':{}},'required':['a']};$.a: is required and was not",
                "{'properties':{'a':{}}};{'properties':{'a':{},'b':{}},'required':['b']};$.b: is required and was not",
                "{'properties':{'a':{}}};{'properties':{}};$.a: removed",
                "{'properties':{'a':{}}};{'properties':{'b':{}}};$.a: removed",
                "{'properties':{},'additionalProperties':true};{'additionalProperties':false};$: was open to further properties",
                "{'type':'number'};{'type':'integer'};$: type was also [number]",
                "{'type':['string','null']};{'type':'string'};$: type was also [null]",
                "{};{'type':'string'};$: type was also [anything]",
                "{'enum':[1]};{'type':'string','enum':[1]};$: type was also [number]",
                "{'enum':['A','B']};{'enum':['A']};$: values removed: [\"B\"]",
                "{'const':'A'};{'const':'B'};$: values removed: [\"A\"]",
                "{'type':'string'};{'type':'string','enum':['A']};$: values were not enumerated",
                "{'minimum':0};{'minimum':1};$: minimum raised to 1",
                "{};{'minimum':0};$: minimum raised to 0",
                "{'maximum':2};{'maximum':1};$: maximum lowered to 1",
                "{};{'minItems':1};$: minItems raised to 1",
                "{};{'uniqueItems':true};$: items could be repeated",
                "{};{'pattern':'^a'};$: pattern \"^a\" was ",
                "{'pattern':'^a'};{'pattern':'^b'};$: pattern \"^b\" was \"^a\"",
                "{};{'format':'date-time'};$: format \"date-time\" was ",
                "{};{'items':{'type':'string'}};$: items were anything",
                "{'items':{'type':'number'}};{'items':{'type':'string'}};$[]: type was also [number]",
                "{'properties':{'a':{'properties':{'b':{}}}}};{'properties':{'a':{}}};$.a.b: removed",
                "{'$ref':'#/$defs/x','$defs':{'x':{'enum':[1,2]}}};{'$ref':'#/$defs/y','$defs':{'y':{'enum':[1]}}};$: values removed: [2]",
                "{'oneOf':[{'const':'a'},{'const':'b'}]};{'oneOf':[{'const':'a'}]};$|2: values removed: [\"b\"]",
                "{'type':'string'};{'oneOf':[{'type':'number'}]};$|1: type was also [string]",
                "{'type':'string'};{'oneOf':[{'type':'string'}],'type':'string'};$: keyword type beside oneOf is not known to this check",
                "{};{'additionalProperties':{'type':'string'}};$: additionalProperties as a schema is not known to this check",
                "{};{'maxLength':3};$: keyword maxLength is not known to this check",
            })
    void shouldTellAChangeThatOldRecordsDoNotSurvive(String released, String current, String finding)
            throws IOException {
        assertThat(SchemaCompatibility.problems(json(released), json(current)))
                .anyMatch(problem -> problem.startsWith(finding));
        assertThat(SchemaCompatibility.problems(json(released), json(released))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'properties':{'a':{}},'required':['a']};{'properties':{'a':{},'b':{'type':'string'}},'required':['a']}",
                "{'properties':{'a':{}},'required':['a']};{'properties':{'a':{}}}",
                "{'properties':{'a':{}},'additionalProperties':false};{'properties':{'a':{},'b':{}},'additionalProperties':false}",
                "{'type':'integer'};{'type':'number'}",
                "{'type':'string'};{'type':['string','null']}",
                "{'enum':['A']};{'enum':['A','B']}",
                "{'enum':['A']};{'type':'string'}",
                "{'minimum':0,'maximum':1};{'minimum':-1,'maximum':2}",
                "{'pattern':'^a','format':'date'};{}",
                "{'minItems':1,'uniqueItems':true};{'minItems':0}",
                "{'oneOf':[{'const':'a'}]};{'oneOf':[{'const':'b'},{'const':'a'}]}",
                "{'title':'x'};{'title':'y','description':'z'}",
            })
    void shouldLetPassWhatOldRecordsSurvive(String released, String current) throws IOException {
        assertThat(SchemaCompatibility.problems(json(released), json(current))).isEmpty();
    }

    @Test
    void shouldFindEveryFaultAndNotOnlyTheFirst() throws IOException {
        assertThat(SchemaCompatibility.problems(
                        json("{'properties':{'a':{'type':'number'},'b':{}}}"),
                        json("{'properties':{'a':{'type':'string'}},'required':['c']}")))
                .hasSize(3);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
