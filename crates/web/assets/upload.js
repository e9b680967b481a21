// Files on their way: how much has arrived. Without this the form is sent as it is, and the next page tells the rest.

const form = document.getElementById("upload");
const bar = document.getElementById("sending");

form?.addEventListener("submit", (event) => {
  const data = new FormData(form);
  const any = [...data.values()].some((file) => file instanceof File && file.size > 0);
  if (!any) return;
  event.preventDefault();
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.querySelector("progress").value = total ? loaded / total : 0;
    bar.querySelector("output").value = `${Math.round(loaded / 1048576)} of ${Math.round(total / 1048576)} MB`;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) return location.assign(request.responseURL);
    // What was refused is a page of its own, in words.
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    bar.querySelector("output").value = page.querySelector("main p")?.textContent ?? request.statusText;
    for (const button of form.querySelectorAll("button")) button.disabled = false;
  });
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.send(data);
});
