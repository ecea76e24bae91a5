package dev.portcullis.clients;

import java.util.List;

/** Libraries, each with the expression that makes its client. */
final class SdkSettings {
    private static final String PYTHON_HEADERS = """
            default_headers={"CF-Access-Client-Id": os.environ["CF_ACCESS_CLIENT_ID"], "CF-Access-Client-Secret": os.environ["CF_ACCESS_CLIENT_SECRET"]})
            """;

    private static final String NODE_HEADERS = """
            { "CF-Access-Client-Id": process.env.CF_ACCESS_CLIENT_ID, "CF-Access-Client-Secret": process.env.CF_ACCESS_CLIENT_SECRET } })
            """;

    static final List<ClientSetting> ALL = List.of(
            new ClientSetting(
                    "OpenAI SDK for Python",
                    "OpenAI(base_url=\"{origin}/v1\", api_key=os.environ[\"PORTCULLIS_KEY\"], " + PYTHON_HEADERS),
            new ClientSetting(
                    "Anthropic SDK for Python",
                    "Anthropic(base_url=\"{origin}\", api_key=os.environ[\"PORTCULLIS_KEY\"], " + PYTHON_HEADERS),
            new ClientSetting(
                    "LangChain, OpenAI's",
                    "ChatOpenAI(model=\"{chat}\", base_url=\"{origin}/v1\", api_key=os.environ[\"PORTCULLIS_KEY\"], "
                            + PYTHON_HEADERS),
            new ClientSetting(
                    "LangChain, Anthropic's",
                    "ChatAnthropic(model=\"{claude}\", base_url=\"{origin}\", api_key=os.environ[\"PORTCULLIS_KEY\"], "
                            + PYTHON_HEADERS),
            new ClientSetting(
                    "OpenAI SDK for Node",
                    "new OpenAI({ baseURL: \"{origin}/v1\", apiKey: process.env.PORTCULLIS_KEY, defaultHeaders: "
                            + NODE_HEADERS),
            new ClientSetting(
                    "Anthropic SDK for Node",
                    "new Anthropic({ baseURL: \"{origin}\", apiKey: process.env.PORTCULLIS_KEY, defaultHeaders: "
                            + NODE_HEADERS),
            new ClientSetting(
                    "Vercel AI SDK, OpenAI's",
                    "createOpenAI({ baseURL: \"{origin}/v1\", apiKey: process.env.PORTCULLIS_KEY, headers: "
                            + NODE_HEADERS),
            // The gateway stores no answers, and by default this client refers to stored ones.
            new ClientSetting(
                    "Vercel AI SDK, OpenAI's, and in every call",
                    "{ providerOptions: { openai: { store: false } } }\n"),
            new ClientSetting(
                    "Vercel AI SDK, Anthropic's",
                    "createAnthropic({ baseURL: \"{origin}/v1\", apiKey: process.env.PORTCULLIS_KEY, headers: "
                            + NODE_HEADERS),
            new ClientSetting("OpenAI SDK for Go", """
                    openai.NewClient(option.WithBaseURL("{origin}/v1"), option.WithAPIKey(os.Getenv("PORTCULLIS_KEY")), option.WithHeader("CF-Access-Client-Id", os.Getenv("CF_ACCESS_CLIENT_ID")), option.WithHeader("CF-Access-Client-Secret", os.Getenv("CF_ACCESS_CLIENT_SECRET")))
                    """));

    private SdkSettings() {}
}
