package io.riskmonitor.cli;

import io.riskmonitor.replay.Speed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A speed on the command line: {@code max} or {@code x1000}. */
final class SpeedOption implements ITypeConverter<Speed> {
    @Override
    public Speed convert(String text) {
        try {
            return Speed.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
