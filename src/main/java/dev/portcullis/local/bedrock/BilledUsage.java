package dev.portcullis.local.bedrock;

/** The billed parts of an answer, in words. The four kinds of input are apart: their sum is the whole prompt. */
record BilledUsage(int input, int cacheRead, int cacheWrite5m, int cacheWrite1h, int output) {

    int cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    int total() {
        return input + cacheRead + cacheWrite() + output;
    }

    BilledUsage withOutput(int words) {
        return new BilledUsage(input, cacheRead, cacheWrite5m, cacheWrite1h, words);
    }
}
