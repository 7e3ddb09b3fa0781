// The token stands in the fragment, which no browser sends to a server; from here it goes into the body of a request.
const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
history.replaceState(null, "", location.pathname);

// Null if it worked, or the problem. A redirect, to a sign-in perhaps, is no answer of these endpoints.
async function send(endpoint, fields) {
  try {
    const response = await fetch("/password-resets" + endpoint, {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify(fields),
      redirect: "error",
    });
    return response.ok ? null : await response.json();
  } catch {
    return {detail: "That did not work. Try again later."};
  }
}

function say(sentence) {
  document.getElementById("answer").textContent = sentence;
}

document.getElementById("forgot")?.addEventListener("submit", async event => {
  event.preventDefault();
  const problem = await send("", {identifier: event.target.identifier.value});
  say(problem ? problem.detail : "If there is an account with this address, a mail is on its way.");
});

// Whether the link is good is told before anybody has thought of a password.
const reset = document.getElementById("reset");
if (reset) {
  send("/check", {token}).then(problem => problem ? say(problem.detail) : reset.hidden = false);
}

reset?.addEventListener("submit", async event => {
  event.preventDefault();
  const {password, again} = event.target;
  const problem = await send("/redeem", {token, password: password.value, again: again.value});
  const reasons = problem?.problems?.map(reason => reason.message) ?? [problem?.detail];
  say(problem ? reasons.join(" ") : "Your password is changed. You can sign in with it now.");
});
