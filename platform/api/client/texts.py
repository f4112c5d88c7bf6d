"""What the client says, in English and Chinese."""

from __future__ import annotations

import os
from typing import Any

# Exit codes.
ACCEPTED, NOT_ACCEPTED, FAILED = 0, 1, 2

CHINESE = {
    "No site is known yet. Run: lossless login URL": "还没有登录任何站点。请运行：lossless login URL",
    "{url} is not an http or https address.": "{url} 不是 http 或 https 地址。",
    "Note: {host} is reached without encryption; the token can be read on the way.": (
        "注意：到 {host} 的连接没有加密，令牌可能在途中被读取。"
    ),
    "The site does not answer: {why}": "站点没有响应：{why}",
    "The site answered {status}: {detail}": "站点返回 {status}：{detail}",
    "This is not a Lossless site: {url}": "这不是 Lossless 站点：{url}",
    "Token (from the profile page, not shown here): ": "令牌（来自个人资料页，此处不显示）：",
    "No token was given.": "没有给出令牌。",
    "Logged in at {url} as {name}; kept in {path}": "已以 {name} 身份登录 {url}；保存在 {path}",
    "The site names a file outside the folder: {name}": "站点给出的文件在文件夹之外：{name}",
    "kept as it is: {path}": "保持不变：{path}",
    "written: {path}": "已写入：{path}",
    "There is no file {path}.": "没有文件 {path}。",
    "{path} is not UTF-8: byte {offset} cannot be read.": "{path} 不是 UTF-8：第 {offset} 个字节无法读取。",
    "No samples beside {path}. Run: lossless get PROBLEM": "{path} 旁边没有样例。请运行：lossless get 题目",
    "{problem} asks for functions whose answers the site marks. Run: lossless test {path} --site": (
        "{problem} 要求的函数由站点批改答案。请运行：lossless test {path} --site"
    ),
    "Not tried: {count} for functions whose answers the site marks. Run: lossless test {path} --site": (
        "未试：{count} 个用例属于由站点批改答案的函数。请运行：lossless test {path} --site"
    ),
    "{problem} tells its codec no number of parameters.": "{problem} 不向编解码器给出参数量。",
    "At most {count} parameters; --parameters tries another size.": (
        "参数量至多 {count}；用 --parameters 可试其他规模。"
    ),
    "In which language is {path}? Name it with -l, or give the file one of these endings: {known}": (
        "{path} 是用哪种语言写的？请用 -l 指明，或者改用以下扩展名之一：{known}"
    ),
    "{path} is not Python: `test` runs nothing else on this machine. Run: lossless test {path} --site": (
        "{path} 不是 Python：`test` 在本机上只运行 Python。请运行：lossless test {path} --site"
    ),
    "sample": "样例",
    "bytes": "字节",
    "packed": "压缩后",
    "ratio": "压缩比",
    "bits/byte": "比特/字节",
    "compress": "压缩",
    "decompress": "解压",
    "comes back": "完全还原",
    "{function} failed": "{function} 出错",
    "{function} took more than {seconds} s": "{function} 超过 {seconds} 秒",
    "byte {offset} differs": "第 {offset} 个字节不同",
    "{size} came back instead of {expected}": "还原出 {size}，应为 {expected} 个",
    "{passed} of {count} samples come back": "{count} 个样例中有 {passed} 个完全还原",
    "For which problem is {path}? Name it with -p. There are: {slugs}": (
        "{path} 是哪道题的代码？请用 -p 指明。现有题目：{slugs}"
    ),
    "Submit {path} to {problem}? [y/N] ": "把 {path} 提交到 {problem}？[y/N] ",
    "Nothing was sent.": "没有发送任何内容。",
    "Submitted: {id}": "已提交：{id}",
    "See it with: lossless status {id} --wait": "查看结果：lossless status {id} --wait",
    "You have not submitted anything yet.": "你还没有提交过代码。",
    "family": "类别",
    "task": "任务",
    "case": "用例",
    "parts": "答案各部分",
    ", ": "、",
    "speed": "速度",
    "time": "时间",
    "verdict": "判定",
    "reference": "参考解",
    "not scored": "不计分",
    "1 byte": "1 个字节",
    "{count} bytes": "{count} 个字节",
    "The smallest input found that fails ({size}, {direction}):": "找到的最小出错输入（{size}，{direction}）：",
    "  input": "  输入",
    "  got": "  得到",
    "no bytes": "没有字节",
    "first difference at byte {offset}": "第一个不同的字节：{offset}",
    "No small input was found that fails the same way.": "没有找到以同样方式出错的小输入。",
}


class Failure(Exception):
    """What is told to the person in one line; exit code 2."""


def language() -> str:
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-Hans" if named.lower().startswith("zh") else "en"


def say(text: str, **values: Any) -> str:
    chosen = CHINESE[text] if language() == "zh-Hans" else text
    return chosen.format(**values)
