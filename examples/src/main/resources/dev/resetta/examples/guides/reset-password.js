// Out of the address before anything else runs or is loaded: no history, bookmark, referrer or screenshot keeps it.
const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
history.replaceState(null, "", location.pathname);

// Another link that is opened in this tab changes the fragment only, and no browser loads the page again for that.
addEventListener("hashchange", () => location.reload());

const form = document.getElementById("form");
const password = document.getElementById("password");

// In the body, where no log looks; without cookies, so nobody else's page can act in somebody's name.
function post(endpoint, fields) {
  return fetch("/api/reset/" + endpoint, {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    credentials: "omit",
    body: JSON.stringify(fields),
  });
}

function say(text, isOver) {
  document.getElementById("says").textContent = text;
  form.hidden = isOver;
}

function sayWhatIsWrong(status) {
  if (status === 410) {
    say("This link is no good any more. Ask for a new one.", true);
  } else {
    say("That did not work. Try again in a moment.", form.hidden);
  }
}

async function check() {
  const answer = await post("check", {token});
  if (answer.ok) {
    document.getElementById("account").value = (await answer.json()).accountName;
    say("", false);
  } else {
    sayWhatIsWrong(answer.status);
  }
}

async function redeem() {
  const answer = await post("redeem", {token, password: password.value});
  if (answer.ok) {
    say("Your password is changed. Sign in with it.", true);
  } else if (answer.status === 422) {
    say((await answer.json()).problems.map(problem => problem.message).join(" "), false); // the link is as good as before
  } else {
    sayWhatIsWrong(answer.status);
  }
}

form.addEventListener("submit", event => {
  event.preventDefault();
  redeem().catch(() => sayWhatIsWrong(0));
});
check().catch(() => sayWhatIsWrong(0));
