<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("keyholdPinLeadTitle")}
    <#elseif section = "form">
        <form id="keyhold-pin-lead" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <p>${msg("keyholdPinLeadExplanation")}</p>
            <#if pinUrl??>
                <p><a id="keyhold-pin-page" href="${pinUrl}" target="_blank" rel="noopener">${msg("keyholdPinLeadLink")}</a></p>
            </#if>
            <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
                <button class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}"
                        name="continue" type="submit">${msg("doContinue")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
