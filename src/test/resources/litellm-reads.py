# Loads each configuration as the proxy does, and prints what LiteLLM made of it as one line of JSON.
import asyncio
import json
import sys
from typing import Any

import litellm
from litellm.llms.bedrock.common_utils import BedrockModelInfo
from litellm.proxy.proxy_server import ProxyConfig


def route(model: str) -> Any:
    return BedrockModelInfo.get_bedrock_route(model.removeprefix("bedrock/"))


def messages(model: str) -> str:
    config = BedrockModelInfo.get_bedrock_provider_config_for_messages_api(model.removeprefix("bedrock/"))
    return "invoke" if config is not None else "chat"


def read(config: str) -> dict[str, Any]:
    router, models, general = asyncio.run(ProxyConfig().load_config(router=None, config_file_path=config))
    return {
        "drop_params": litellm.drop_params,
        "num_retries": litellm.num_retries,
        "request_timeout": litellm.request_timeout,
        "turn_off_message_logging": litellm.turn_off_message_logging,
        "json_logs": litellm.json_logs,
        "router.num_retries": router.num_retries,
        "router.disable_cooldowns": router.disable_cooldowns,
        "router.timeout": router.timeout,
        "trusted_proxy_ranges": general["trusted_proxy_ranges"],
        "routes": {m["model_name"]: route(m["litellm_params"]["model"]) for m in models},
        "messages": {m["model_name"]: messages(m["litellm_params"]["model"]) for m in models},
    }


for config in sys.argv[1:]:
    print(json.dumps(read(config)))
