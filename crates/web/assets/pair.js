// The code of the screen comes in the part of the address that no server and no log ever sees. It goes into the form,
// and out of the address.
const token = location.hash.slice(1);
if (token) {
  document.getElementById("token").value = token;
  document.getElementById("by-hand").hidden = true;
  history.replaceState(null, "", location.pathname);
}
