"""Plays what an AWS provider does on an account that moto plays. Reads one JSON object a line: op, type, id, state,
inputs; answers one: id and outputs, or error. A type that is not in TYPES is answered with {"unplayed": true}; so is a
bucket's policy, because moto does not read the condition of a denial and would refuse everything.

    python aws_account.py http://127.0.0.1:5000
"""

import base64
import json
import sys
from typing import Any

import boto3
from botocore.exceptions import ClientError, ParamValidationError

Values = dict[str, Any]
REGION = "eu-west-1"
GONE = ("NotFound", "NoSuch", "ResourceNotFound", "does not exist", "NotFoundException")


def client(service: str) -> Any:
    if service not in CLIENTS:
        CLIENTS[service] = boto3.client(
            service, REGION, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test"
        )
    return CLIENTS[service]


CLIENTS: dict[str, Any] = {}
ENDPOINT = sys.argv[1]


def tags(inputs: Values) -> list[dict[str, str]]:
    found: dict[str, str] = inputs["tagsAll"] if "tagsAll" in inputs else inputs.get("tags", {})
    return [{"Key": key, "Value": value} for key, value in found.items()]


def tag_spec(kind: str, inputs: Values) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": tags(inputs)}] if tags(inputs) else []


class Vpc:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").create_vpc(CidrBlock=i["cidrBlock"])["Vpc"]
        return made["VpcId"], {"arn": f"arn:aws:ec2:{REGION}:123456789012:vpc/{made['VpcId']}"}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_vpc(VpcId=id)


class Subnet:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").create_subnet(
            VpcId=i["vpcId"], CidrBlock=i["cidrBlock"], AvailabilityZone=i["availabilityZone"]
        )
        return made["Subnet"]["SubnetId"], {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_subnet(SubnetId=id)


class InternetGateway:
    def create(self, i: Values) -> tuple[str, Values]:
        id = client("ec2").create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        client("ec2").attach_internet_gateway(InternetGatewayId=id, VpcId=i["vpcId"])
        return id, {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").detach_internet_gateway(InternetGatewayId=id, VpcId=s["vpcId"])
        client("ec2").delete_internet_gateway(InternetGatewayId=id)


class RouteTable:
    def create(self, i: Values) -> tuple[str, Values]:
        return client("ec2").create_route_table(VpcId=i["vpcId"])["RouteTable"]["RouteTableId"], {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_route_table(RouteTableId=id)


class Route:
    def create(self, i: Values) -> tuple[str, Values]:
        client("ec2").create_route(
            RouteTableId=i["routeTableId"], DestinationCidrBlock=i["destinationCidrBlock"], GatewayId=i["gatewayId"]
        )
        return "r-" + i["routeTableId"], {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_route(RouteTableId=s["routeTableId"], DestinationCidrBlock=s["destinationCidrBlock"])


class RouteTableAssociation:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").associate_route_table(RouteTableId=i["routeTableId"], SubnetId=i["subnetId"])
        return made["AssociationId"], {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").disassociate_route_table(AssociationId=id)


class SecurityGroup:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").create_security_group(
            GroupName=i["name"], Description=i["description"], VpcId=i["vpcId"]
        )
        return made["GroupId"], {}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_security_group(GroupId=id)


class Volume:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").create_volume(
            AvailabilityZone=i["availabilityZone"],
            Size=int(i["size"]),
            VolumeType=i["type"],
            Encrypted=i["encrypted"],
            TagSpecifications=tag_spec("volume", i),
        )
        return made["VolumeId"], {"arn": f"arn:aws:ec2:{REGION}:123456789012:volume/{made['VolumeId']}"}

    def update(self, id: str, before: Values, i: Values) -> Values:
        if i["size"] < before["size"]:
            raise ValueError("InvalidParameterValue: a volume cannot shrink")
        if i["size"] != before["size"]:
            client("ec2").modify_volume(VolumeId=id, Size=int(i["size"]))
        return {}

    def read(self, id: str, s: Values) -> Values | None:
        return {"size": client("ec2").describe_volumes(VolumeIds=[id])["Volumes"][0]["Size"]}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").delete_volume(VolumeId=id)


class Instance:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("ec2").run_instances(
            ImageId=i["ami"],
            InstanceType=i["instanceType"],
            SubnetId=i["subnetId"],
            SecurityGroupIds=i["vpcSecurityGroupIds"],
            UserData=i["userData"],
            MinCount=1,
            MaxCount=1,
            TagSpecifications=tag_spec("instance", i),
        )["Instances"][0]
        id = made["InstanceId"]
        return id, {"arn": f"arn:aws:ec2:{REGION}:123456789012:instance/{id}", "instanceState": "running"}

    def update(self, id: str, before: Values, i: Values) -> Values:
        ec2 = client("ec2")
        if i["instanceType"] != before["instanceType"] or i["userData"] != before["userData"]:
            ec2.stop_instances(InstanceIds=[id])
            if i["instanceType"] != before["instanceType"]:
                ec2.modify_instance_attribute(InstanceId=id, InstanceType={"Value": i["instanceType"]})
            if i["userData"] != before["userData"]:
                text = base64.b64encode(i["userData"].encode())
                ec2.modify_instance_attribute(InstanceId=id, UserData={"Value": text})
            ec2.start_instances(InstanceIds=[id])
        return {}

    def read(self, id: str, s: Values) -> Values | None:
        found = client("ec2").describe_instances(InstanceIds=[id])["Reservations"][0]["Instances"][0]
        if found["State"]["Name"] == "terminated":
            return None
        return {"instanceType": found["InstanceType"], "instanceState": found["State"]["Name"]}

    def delete(self, id: str, s: Values) -> None:
        client("ec2").terminate_instances(InstanceIds=[id])


class VolumeAttachment:
    def create(self, i: Values) -> tuple[str, Values]:
        client("ec2").attach_volume(VolumeId=i["volumeId"], InstanceId=i["instanceId"], Device=i["deviceName"])
        return "vai-" + i["volumeId"][4:], {}

    def delete(self, id: str, s: Values) -> None:
        if s.get("stopInstanceBeforeDetaching"):
            client("ec2").stop_instances(InstanceIds=[s["instanceId"]])
        client("ec2").detach_volume(VolumeId=s["volumeId"], InstanceId=s["instanceId"], Device=s["deviceName"])


class Role:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("iam").create_role(
            RoleName=i["name"],
            AssumeRolePolicyDocument=i["assumeRolePolicy"],
            MaxSessionDuration=int(i.get("maxSessionDuration", 3600)),
        )
        return i["name"], {"arn": made["Role"]["Arn"]}

    def update(self, id: str, before: Values, i: Values) -> Values:
        client("iam").update_assume_role_policy(RoleName=id, PolicyDocument=i["assumeRolePolicy"])
        return {}

    def read(self, id: str, s: Values) -> Values | None:
        client("iam").get_role(RoleName=id)
        return {}

    def delete(self, id: str, s: Values) -> None:
        client("iam").delete_role(RoleName=id)


class RolePolicy:
    def create(self, i: Values) -> tuple[str, Values]:
        client("iam").put_role_policy(RoleName=i["role"], PolicyName=i["name"], PolicyDocument=i["policy"])
        return i["role"] + ":" + i["name"], {}

    def update(self, id: str, before: Values, i: Values) -> Values:
        self.create(i)
        return {}

    def delete(self, id: str, s: Values) -> None:
        client("iam").delete_role_policy(RoleName=s["role"], PolicyName=s["name"])


class InstanceProfile:
    def create(self, i: Values) -> tuple[str, Values]:
        client("iam").create_instance_profile(InstanceProfileName=i["name"])
        client("iam").add_role_to_instance_profile(InstanceProfileName=i["name"], RoleName=i["role"])
        return i["name"], {}

    def delete(self, id: str, s: Values) -> None:
        client("iam").remove_role_from_instance_profile(InstanceProfileName=id, RoleName=s["role"])
        client("iam").delete_instance_profile(InstanceProfileName=id)


class Policy:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("iam").create_policy(PolicyName=i["name"], PolicyDocument=i["policy"])
        return made["Policy"]["Arn"], {"arn": made["Policy"]["Arn"]}

    def delete(self, id: str, s: Values) -> None:
        client("iam").delete_policy(PolicyArn=id)


class RolePolicyAttachment:
    def create(self, i: Values) -> tuple[str, Values]:
        client("iam").attach_role_policy(RoleName=i["role"], PolicyArn=i["policyArn"])
        return i["role"] + "-" + i["policyArn"], {}

    def delete(self, id: str, s: Values) -> None:
        client("iam").detach_role_policy(RoleName=s["role"], PolicyArn=s["policyArn"])


class Parameter:
    def put(self, i: Values, overwrite: bool) -> Values:
        more = {} if overwrite else {"Tags": tags(i)}
        tier = {"Tier": i["tier"]} if "tier" in i else {}
        made = client("ssm").put_parameter(
            Name=i["name"], Type=i["type"], Value=i["value"], Overwrite=overwrite, **more, **tier
        )
        return {"version": made["Version"], "arn": f"arn:aws:ssm:{REGION}:123456789012:parameter{i['name']}"}

    def create(self, i: Values) -> tuple[str, Values]:
        return i["name"], self.put(i, False)

    def update(self, id: str, before: Values, i: Values) -> Values:
        return self.put(i, True) if i["value"] != before["value"] else {}

    def read(self, id: str, s: Values) -> Values | None:
        found = client("ssm").get_parameter(Name=id, WithDecryption=True)["Parameter"]
        return {"value": found["Value"], "version": found["Version"]}

    def delete(self, id: str, s: Values) -> None:
        client("ssm").delete_parameter(Name=id)


class BucketV2:
    def create(self, i: Values) -> tuple[str, Values]:
        client("s3").create_bucket(
            Bucket=i["bucket"], CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        return i["bucket"], {"arn": "arn:aws:s3:::" + i["bucket"]}

    def read(self, id: str, s: Values) -> Values | None:
        client("s3").head_bucket(Bucket=id)
        return {}

    def delete(self, id: str, s: Values) -> None:
        if s.get("forceDestroy"):
            found = client("s3").list_object_versions(Bucket=id)
            for one in found.get("Versions", []) + found.get("DeleteMarkers", []):
                client("s3").delete_object(Bucket=id, Key=one["Key"], VersionId=one["VersionId"])
        client("s3").delete_bucket(Bucket=id)


class BucketVersioningV2:
    def create(self, i: Values) -> tuple[str, Values]:
        client("s3").put_bucket_versioning(
            Bucket=i["bucket"], VersioningConfiguration={"Status": i["versioningConfiguration"]["status"]}
        )
        return i["bucket"], {}

    def delete(self, id: str, s: Values) -> None:
        client("s3").put_bucket_versioning(Bucket=id, VersioningConfiguration={"Status": "Suspended"})


class BucketObjectv2:
    def create(self, i: Values) -> tuple[str, Values]:
        with open(i["source"]["path"], "rb") as file:
            client("s3").put_object(Bucket=i["bucket"], Key=i["key"], Body=file, ContentType=i["contentType"])
        return i["key"], {}

    def delete(self, id: str, s: Values) -> None:
        client("s3").delete_object(Bucket=s["bucket"], Key=s["key"])


class Function:
    def create(self, i: Values) -> tuple[str, Values]:
        with open(i["code"]["path"], "rb") as file:
            made = client("lambda").create_function(
                FunctionName=i["name"],
                Role=i["role"],
                Runtime=i["runtime"],
                Handler=i["handler"],
                Code={"ZipFile": file.read()},
                MemorySize=int(i["memorySize"]),
                Timeout=int(i["timeout"]),
                Environment={"Variables": i["environment"]["variables"]},
            )
        return i["name"], {"arn": made["FunctionArn"]}

    def update(self, id: str, before: Values, i: Values) -> Values:
        client("lambda").update_function_configuration(FunctionName=id, Environment={"Variables": i["environment"]["variables"]})
        return {}

    def delete(self, id: str, s: Values) -> None:
        client("lambda").delete_function(FunctionName=id)


class FunctionUrl:
    """As the provider does it: a URL without authorization gets its public permission in the same step."""

    def create(self, i: Values) -> tuple[str, Values]:
        name = i["functionName"]
        made = client("lambda").create_function_url_config(FunctionName=name, AuthType=i["authorizationType"])
        if i["authorizationType"] == "NONE":
            client("lambda").add_permission(
                FunctionName=name,
                StatementId="FunctionURLAllowPublicAccess",
                Action="lambda:InvokeFunctionUrl",
                Principal="*",
                FunctionUrlAuthType="NONE",
            )
        return name, {"functionUrl": made["FunctionUrl"], "functionArn": made["FunctionArn"]}

    def delete(self, id: str, s: Values) -> None:
        client("lambda").delete_function_url_config(FunctionName=id)


class Topic:
    def create(self, i: Values) -> tuple[str, Values]:
        arn = client("sns").create_topic(Name=i["name"])["TopicArn"]
        return arn, {"arn": arn}

    def delete(self, id: str, s: Values) -> None:
        client("sns").delete_topic(TopicArn=id)


class TopicSubscription:
    def create(self, i: Values) -> tuple[str, Values]:
        made = client("sns").subscribe(
            TopicArn=i["topic"], Protocol=i["protocol"], Endpoint=i["endpoint"], ReturnSubscriptionArn=True
        )
        return made["SubscriptionArn"], {"arn": made["SubscriptionArn"]}

    def delete(self, id: str, s: Values) -> None:
        client("sns").unsubscribe(SubscriptionArn=id)


class Budget:
    def budget(self, i: Values) -> Values:
        return {
            "BudgetName": i["name"],
            "BudgetType": i["budgetType"],
            "TimeUnit": i["timeUnit"],
            "BudgetLimit": {"Amount": i["limitAmount"], "Unit": i["limitUnit"]},
            "CostFilters": {one["name"]: one["values"] for one in i.get("costFilters", [])},
        }

    def create(self, i: Values) -> tuple[str, Values]:
        client("budgets").create_budget(AccountId="123456789012", Budget=self.budget(i))
        return "123456789012:" + i["name"], {"accountId": "123456789012"}

    def delete(self, id: str, s: Values) -> None:
        client("budgets").delete_budget(AccountId="123456789012", BudgetName=s["name"])


class EventRule:
    def create(self, i: Values) -> tuple[str, Values]:
        arn = client("events").put_rule(Name=i["name"], ScheduleExpression=i["scheduleExpression"])["RuleArn"]
        return i["name"], {"arn": arn}

    def delete(self, id: str, s: Values) -> None:
        client("events").delete_rule(Name=id)


TYPES = {
    kind.__name__: kind()
    for kind in (
        Vpc, Subnet, InternetGateway, RouteTable, Route, RouteTableAssociation, SecurityGroup, Volume, Instance,
        VolumeAttachment, Role, RolePolicy, InstanceProfile, Policy, RolePolicyAttachment, Parameter, BucketV2,
        BucketVersioningV2, BucketObjectv2, Function, FunctionUrl, Topic, TopicSubscription, Budget, EventRule,
    )
}  # fmt: skip


def answer(request: Values) -> Values:
    kind = TYPES.get(request["type"].rsplit(":", 1)[-1])
    if kind is None:
        return {"unplayed": True}
    op = request["op"]
    try:
        if op == "create":
            id, outputs = kind.create(request["inputs"])
            return {"id": id, "outputs": outputs}
        if op == "update":
            update = getattr(kind, "update", None)
            return {"outputs": update(request["id"], request["state"], request["inputs"]) if update else {}}
        if op == "read":
            read = getattr(kind, "read", None)
            outputs = read(request["id"], request["state"]) if read else {}
            return {"gone": True} if outputs is None else {"outputs": outputs}
        kind.delete(request["id"], request["state"])
        return {"outputs": {}}
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if (op in ("read", "delete") and any(word in code for word in GONE)) or code == "404":
            return {"gone": True}
        return {"error": f"{code}: {error.response['Error']['Message']}"}
    except (ParamValidationError, KeyError, ValueError, OSError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
